// Every text is there in every language, is used, and holds the same places for values.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { WEB, sources } from "./shared.mjs";
import { texts } from "./source.mjs";

const [english, italian] = [await texts("en"), await texts("it")];
const places = (text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

test("both languages have the same texts, with the same places for values", () => {
  assert.deepEqual(Object.keys(italian).sort(), Object.keys(english).sort());
  for (const [key, text] of Object.entries(english)) {
    assert.notEqual(text.trim(), "", key);
    assert.notEqual(italian[key].trim(), "", key);
    assert.deepEqual([...new Set(places(italian[key]))], [...new Set(places(text))], key);
  }
});

test("a key stands once in a file", async () => {
  for (const language of ["en", "it"]) {
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
