// Lessons are data: what they name is there, in the model and in the texts of both languages, and the model accepts what they run.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LANGUAGES, about, model, source, texts } from "./source.mjs";

const { LESSONS, setupOf, setupsOf, stepsOf, askedOf, scenarioOf, valuesOf } = await source(`
  export { LESSONS } from "./src/lessons/lessons";
  export { setupOf, setupsOf, stepsOf, askedOf } from "./src/lessons/lesson";
  export { valuesOf } from "./src/lessons/words";
  export { scenarioOf } from "./src/state/setup";
`);
const WORDS = new Map(await Promise.all(LANGUAGES.map(async (language) => [language, await texts(language)])));
const has = (key) => {
  for (const [language, words] of WORDS) assert.ok((words[key] ?? "") !== "", `${language} lacks ${key}`);
};

/** Everything called `key` anywhere in some data. */
function named(data, key) {
  if (Array.isArray(data)) return data.flatMap((one) => named(one, key));
  if (data === null || typeof data !== "object") return [];
  return Object.entries(data).flatMap(([name, value]) => (name === key ? [value].flat() : named(value, key)));
}

test("there are eight lessons, each with words for each of its steps", () => {
  assert.equal(LESSONS.length, 8);
  for (const lesson of LESSONS) {
    const base = `lesson.${lesson.name}`;
    for (const part of ["title", "question", "story.1", "discuss"]) has(`${base}.${part}`);
    for (const step of stepsOf(lesson)) has(`lesson.step.${step}`);
    if (lesson.claims.length > 0) for (const part of ["good", "care", "hangs", "limits.1"]) has(`${base}.${part}`);
    if (lesson.expectation !== null) has(`${base}.expect`);
    if (lesson.expectation?.kind === "choice") for (const answer of ["more", "less", "same"]) has(`${base}.${answer}`);
    for (const hang of lesson.hangs) for (const part of ["", ".meaning"]) has(`${base}.hang.${hang.name}${part}`);
    for (const parameter of lesson.assumed) has(`lesson.parameter.${parameter}`);
    for (const { name } of lesson.setup.regimes ?? []) has(`regime.${name}`);
  }
});

test("something stands for each place in a lesson's story and in what it hangs on", () => {
  const open = [];
  for (const [language, words] of WORDS) {
    for (const [key, text] of Object.entries(words)) {
      const [, name, hang] = key.match(/^lesson\.([^.]+)\.(?:story\.\d+|hang\.([^.]+)\.meaning)$/) ?? [];
      const lesson = LESSONS.find((one) => one.name === name);
      if (lesson === undefined) continue;
      const values = valuesOf(about, lesson, lesson.hangs.find((one) => one.name === hang)?.change);
      for (const [, place] of text.matchAll(/\{(\w+)\}/g)) if ((values[place] ?? "") === "") open.push(`${language}, ${key}: ${place}`);
    }
  }
  assert.deepEqual(open, []);
});

test("a lesson names regimes that it runs, and parameters, switches, indicators and populations that there are", () => {
  const known = (table) => table.map((row) => row.name);
  for (const lesson of LESSONS) {
    const regimes = known(setupOf(lesson).regimes);
    const { expectation, figures, claims } = lesson;
    const parts = [expectation, figures, claims];
    for (const key of ["regime", "reference", "regimes", "more"]) for (const name of named(parts, key)) assert.ok(regimes.includes(name), `${lesson.name}: ${name}`);
    for (const door of lesson.doors ?? []) assert.ok(regimes.includes(door), `${lesson.name}: ${door}`);
    for (const name of lesson.assumed) assert.ok(known(about.parameters).includes(name), `${lesson.name}: ${name}`);
    const asked = askedOf(lesson);
    for (const name of asked.indicators) assert.ok(known(about.indicators).includes(name), `${lesson.name}: ${name}`);
    for (const name of asked.populations) assert.ok(known(about.populations).includes(name), `${lesson.name}: ${name}`);
  }
});

test("the model accepts what a lesson runs, with every change that it offers", () => {
  for (const lesson of LESSONS) {
    for (const change of [{}, ...lesson.hangs.map((hang) => hang.change)]) {
      for (const setup of setupsOf(lesson, change)) {
        assert.equal(model.json({ do: "check", scenario: scenarioOf(setup) }).problems, undefined, lesson.name);
      }
    }
  }
});

test("a setup of a lesson can stand in an address: its regimes start from shipped ones", () => {
  const shipped = about.regimes.map((one) => one.name);
  for (const lesson of LESSONS) for (const { name, like } of setupOf(lesson).regimes) assert.ok(shipped.includes(like), `${lesson.name}: ${name}`);
});

test("what a lesson changes makes another scenario of it", () => {
  for (const lesson of LESSONS) {
    const [own] = setupsOf(lesson);
    for (const { name, change } of lesson.hangs) {
      assert.notEqual(scenarioOf(setupsOf(lesson, change)[0]), scenarioOf(own), `${lesson.name}: ${name}`);
    }
  }
});

test("every field, word and unit of the table of regimes has words in both languages", () => {
  for (const row of about.fields) {
    has(`build.field.${row.name}`);
    has(`build.field.${row.name}.meaning`);
    if (row.needed === "or_none") has(`build.field.${row.name}.there`);
    for (const word of row.words) has(`build.word.${word}`);
    if (row.range !== null) has(`build.unit.${row.range.unit.replaceAll(" ", "-")}`);
  }
  for (const regime of about.regimes) if (regime.fields !== null) has(`build.summary.${regime.name}`);
});

