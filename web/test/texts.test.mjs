// Every text is there in every language, is used, and holds the same places for values.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { WEB, sources } from "./shared.mjs";
import { LANGUAGES, about, source, texts } from "./source.mjs";

const WORDS = new Map(await Promise.all(LANGUAGES.map(async (language) => [language, await texts(language)])));
const english = WORDS.get("en");
const page = await source('export * from "./src/texts";');
const places = (text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

test("all languages have the same texts, with the same places for values", () => {
  for (const [language, words] of WORDS) {
    assert.deepEqual(Object.keys(words).sort(), Object.keys(english).sort(), language);
    for (const [key, text] of Object.entries(english)) {
      assert.notEqual(words[key].trim(), "", `${language}: ${key}`);
      assert.deepEqual([...new Set(places(words[key]))], [...new Set(places(text))], `${language}: ${key}`);
    }
  }
});

test("each file of texts is a language of the page, and the page begins in that of the browser", () => {
  assert.deepEqual([...page.LANGUAGES].sort(), [...LANGUAGES].sort());
  for (const language of LANGUAGES) assert.equal(page.languageOf(`${language}-XX`), language);
  assert.deepEqual(["IT", "it-CH", "en-GB", "ita", "de-DE", ""].map(page.languageOf), ["it", "it", "en", "en", "en", "en"]);
});

test("what is said is said in the language that is spoken, with numbers as they are written there", () => {
  for (const [language, words] of WORDS) {
    page.speak(language);
    assert.equal(page.languageNow(), language);
    for (const key of ["page.skip", "view.town", "lever.title"]) assert.equal(page.t(key), words[key]);
  }
  page.speak("it");
  assert.equal(page.number(1234.5, 1), "1.234,5");
  page.speak("en");
  assert.equal(page.number(1234.5, 1), "1,234.5");
});

const { LESSONS, LEVERS, VIEWS, mechanismGroups, setupOf } = await source(`
  export { LESSONS } from "./src/lessons/lessons";
  export { setupOf } from "./src/lessons/lesson";
  export { LEVERS } from "./src/play/levers";
  export { mechanismGroups } from "./src/play/mechanism_groups";
  export { VIEWS } from "./src/state/page";
`);
const names = (rows) => rows.map((row) => row.name);
/** What stands after the beginning of a key, where that is a name from data; `\d` and words of its own come from the sources. */
const NAMED = {
  lesson: names(LESSONS),
  "lesson.parameter": LESSONS.flatMap((lesson) => lesson.assumed),
  "lesson.variant": LESSONS.flatMap((lesson) => lesson.variants?.parameter ?? []),
  "lesson.point": LESSONS.flatMap((lesson) => names(setupOf(lesson).regimes)),
  ...Object.fromEntries(LESSONS.map((lesson) => [`lesson.${lesson.name}.hang`, names(lesson.hangs)])),
  switch: [...names(about.switches.filter((one) => one.mechanism)), ...mechanismGroups(about).map((one) => `group_${one.group}`), "group_others"],
  lever: [...LEVERS.map((one) => one.id), ...LEVERS.map((one) => `group_${one.group}`)],
  indicator: names(about.indicators),
  population: names(about.populations),
  regime: [...names(about.regimes), ...LESSONS.flatMap((lesson) => names(setupOf(lesson).regimes))],
  view: VIEWS,
  language: [...LANGUAGES, "pseudo"],
  "build.field": names(about.fields),
  "build.word": about.fields.flatMap((row) => row.words),
  "build.unit": about.fields.flatMap((row) => row.range?.unit.replaceAll(" ", "-") ?? []),
  "build.summary": names(about.regimes),
};

/** Keys that name something which there is not. */
function strays(keys, all) {
  const families = Object.keys(NAMED).sort((a, b) => b.length - a.length);
  return keys.filter((key) => {
    const family = families.find((one) => key.startsWith(`${one}.`));
    if (family === undefined) return false;
    const name = key.slice(family.length + 1).split(".")[0];
    const written = new RegExp(`["\`]${family.replaceAll(".", "\\.")}\\.${name}(?![\\w-])`);
    return !NAMED[family].includes(name) && !written.test(all);
  });
}

test("a text of a name is that of something that there is", async () => {
  const all = (await sources()).map(([, text]) => text).join("\n");
  const wrong = [
    "lesson.two-door.title", "lesson.two-doors.hang.voices", "lesson.parameter.voice", "switch.hop.what", "switch.group_none", "lever.hop.name",
    "indicator.trust", "population.all", "regime.nobody", "view.print", "build.field.size.meaning", "build.word.nobody",
  ];
  assert.deepEqual(strays(wrong, all), wrong);
  assert.deepEqual(strays(Object.keys(english), all), []);
});

test("a key stands once in a file", async () => {
  for (const language of LANGUAGES) {
    const keys = [...(await readFile(join(WEB, `src/texts/${language}.json`), "utf8")).matchAll(/^ {2}"([^"]+)":/gm)];
    assert.equal(keys.length, new Set(keys.map(([, key]) => key)).size, language);
  }
});

/** Ways in which sources make keys of parts: each as a pattern. What stands first in one may hold dots, too. */
function patterns(all) {
  const made = [...all.matchAll(/`([\w.-]*(?:\$\{[^}]*\}[\w.-]*)+)`/g)].map(([, text]) => text);
  const pattern = (text) => text.split(/\$\{[^}]*\}/).map((part, i) => (i === 0 ? part : `[\\w-]+${part}`)).join("");
  // What is made of parts alone says nothing.
  const dotted = made.filter((text) => /[a-z]/.test(text.replace(/\$\{[^}]*\}/g, "")));
  return dotted.map((text) => new RegExp(`^${(text.startsWith("${") ? `.+${pattern(text).slice("[\\w-]+".length)}` : pattern(text)).replaceAll(".", "\\.").replace("\\.+", ".+")}$`));
}

test("every text is used", async () => {
  const all = (await sources()).map(([, text]) => text).join("\n");
  const made = patterns(all);
  const known = (key) => all.includes(`"${key}"`) || made.some((one) => one.test(key));
  // What stands for one and for many, and paragraphs, are asked for by what comes before that.
  const used = (key) => known(key) || (/\.(one|many|\d)$/.test(key) && known(key.replace(/\.\w+$/, "")));
  assert.deepEqual(Object.keys(english).filter((key) => !used(key)), []);
});

test("the compiler knows the keys that are asked for", async () => {
  // Levers are named by data: levers.test.mjs looks for their words.
  const casts = (await sources()).filter(([name, text]) => / as Key\b/.test(text) && name !== "play/lever_control.tsx");
  assert.deepEqual(casts.map(([name]) => name), []);
});

test("texts of several parts are counted from 1 without a gap, so that all of them are shown", () => {
  for (const key of Object.keys(english)) {
    const [, base, n] = key.match(/^(.+)\.(\d+)$/) ?? [];
    if (Number(n) > 1) assert.ok(`${base}.${n - 1}` in english, key);
  }
});

test("no word that a reader sees stands in the code", async () => {
  const offending = [];
  for (const [name, text] of await sources()) {
    if (!name.endsWith(".tsx")) continue;
    // A text between tags, or in an attribute that is read out.
    for (const [, said] of text.matchAll(/>\s*([A-Za-zÀ-ÿ][A-Za-zÀ-ÿ ,.'’?!:-]{2,})\s*</g)) if (!/\w\.\w/.test(said)) offending.push(`${name}: ${said}`);
    for (const [, said] of text.matchAll(/(?:aria-label|title|alt|placeholder)="([^"]+)"/g)) offending.push(`${name}: ${said}`);
  }
  assert.deepEqual(offending, []);
});
