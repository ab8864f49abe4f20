// What lessons say of numbers is true of them, whatever they are.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LANGUAGES, source } from "./source.mjs";

const { claimed, differenceOf, between, answerOf, quoted, speak } = await source(`
  export { claimed } from "./src/lessons/claims";
  export { differenceOf, between, answerOf } from "./src/lessons/found";
  export { quoted } from "./src/lessons/words";
  export { speak } from "./src/texts";
`);

/** What must be said, in each language; a and b are regimes as they are called there. */
const SAID = {
  en: {
    higher: (a, b) => `higher under ${a} than under ${b}, by 0\\.030`,
    lower: (a, b) => `lower under ${a} than under ${b}, by 0\\.030`,
    unclear: (a, b) => `no clear difference between ${a} and ${b}`,
    equal: () => "exactly the same",
    small: () => "less than 0\\.001",
    order: (...names) => `from the highest mean to the lowest, ${names.join(".*")}`,
    clear: (a) => `${a} is clearly above all the others`,
    notClear: (a, b) => `${a} has the highest mean, but does not stand clearly above ${b}`,
    steps: () => "Of the 2 steps from one to the next: 0 clearly up, 1 clearly down, 1 not clear",
  },
  it: {
    higher: (a, b) => `più in alto con ${a} che con ${b}, di 0,030`,
    lower: (a, b) => `più in basso con ${a} che con ${b}, di 0,030`,
    unclear: (a, b) => `nessuna differenza chiara tra ${a} e ${b}`,
    equal: () => "esattamente uguale",
    small: () => "meno di 0,001",
    order: (...names) => `dalla media più alta alla più bassa, ${names.join(".*")}`,
    clear: (a) => `${a} sta chiaramente sopra tutti gli altri`,
    notClear: (a, b) => `${a} ha la media più alta, ma non sta chiaramente sopra ${b}`,
    steps: () => "Dei 2 passi dall'uno all'altro: 0 chiaramente in su, 1 chiaramente in giù, 1 senza direzione chiara",
  },
};
const said = (language, what, ...regimes) => new RegExp(SAID[language][what](...regimes.map(quoted)));

const what = { population: "struck", indicator: "institutional_trust" };
const level = (mean) => ({ mean: [mean], low: [mean], high: [mean], horizon: { mean, low: mean - 0.01, high: mean + 0.01, n: 5 } });
const contrast = (regime, reference, mean, half) => ({
  regime, reference, basis: "as_run", ...what, difference: { mean, low: mean - half, high: mean + half, n: 5 },
});
const findings = (contrasts) => ({
  weeks: [0], regimes: ["none", "professional-centred", "case-centred"], reference: 0, n: [5, 5, 5],
  series: [{ ...what, regimes: [level(0.5), level(0.47), level(0.52)] }],
  contrasts, interactions: [], books: { accounts: [], estimates: [] }, hashes: [],
});
const run = (contrasts, worlds = 5) => [{ setup: { parameters: {} }, findings: findings(contrasts), worlds, failed: undefined }];
const difference = { kind: "difference", regime: "professional-centred", reference: "none", what };

for (const language of LANGUAGES) {
  test(`a difference is told as higher, lower, or not clear: ${language}`, () => {
    speak(language);
    const told = (...how) => claimed(difference, run([contrast(1, 0, ...how)]));
    const sides = ["professional-centred", "none"];
    assert.match(told(0.03, 0.01), said(language, "higher", ...sides));
    assert.match(told(-0.03, 0.01), said(language, "lower", ...sides));
    assert.match(told(0.03, 0.04), said(language, "unclear", ...sides));
    assert.match(told(0, 0), said(language, "equal"));
    assert.match(told(0.0002, 0.0001), said(language, "small"));
  });

  test(`the highest is named as clear only where it is clearly above every other: ${language}`, () => {
    speak(language);
    const highest = { kind: "highest", regimes: ["none", "professional-centred", "case-centred"], what };
    const clear = claimed(highest, run([contrast(1, 0, -0.03, 0.01), contrast(2, 0, 0.02, 0.01), contrast(2, 1, 0.05, 0.01)]));
    assert.match(clear, said(language, "order", "case-centred", "none", "professional-centred"));
    assert.match(clear, said(language, "clear", "case-centred"));
    const unclear = [contrast(1, 0, -0.03, 0.01), contrast(2, 0, 0.02, 0.03), contrast(2, 1, 0.05, 0.01)];
    assert.match(claimed(highest, run(unclear)), said(language, "notClear", "case-centred", "none"));
  });

  test(`steps of a dose are counted by what is clear: ${language}`, () => {
    speak(language);
    const dose = { kind: "dose", regimes: ["none", "professional-centred", "case-centred"], what };
    assert.match(
      claimed(dose, run([contrast(1, 0, -0.03, 0.01), contrast(2, 0, 0.02, 0.01), contrast(2, 1, 0.05, 0.09)])),
      said(language, "steps"),
    );
  });
}

test("an interval has no signs where the words say which way, and has them where they do not", () => {
  speak("en");
  assert.match(claimed(difference, run([contrast(1, 0, -0.063, 0.003)])), /lower .* by 0\.063 \(95% interval: 0\.060 to 0\.066\)/);
  assert.match(claimed(difference, run([contrast(1, 0, 0.063, 0.003)])), /higher .* by 0\.063 \(95% interval: 0\.060 to 0\.066\)/);
  assert.match(claimed(difference, run([contrast(1, 0, 0.01, 0.03)])), /\(95% interval: −0\.020 to \+0\.040\)/);
  const recovered = { population: "struck", indicator: "recovered" };
  const fewer = { ...contrast(1, 0, -0.12, 0.02), ...recovered };
  assert.match(claimed({ ...difference, what: recovered }, run([fewer])), /lower .*\(95% interval: 10\.0 to 14\.0 percentage points\)/);
});

test("where a parameter is varied, a difference is told for each value, and the worlds of each", () => {
  speak("en");
  const runs = [0.5, 4].map((workers_per_1000) => ({ ...run([contrast(1, 0, -0.03, 0.01)])[0], setup: { parameters: { workers_per_1000 } } }));
  const said = claimed(difference, runs, "workers_per_1000");
  assert.match(said, /: with 0\.5 workers for 1,000 people, lower .*; with 4 workers for 1,000 people, lower .*\)\. Over 5 worlds at each of the 2 budgets\.$/);
});

test("an interaction is told as worth more, less, or neither", () => {
  speak("en");
  const told = (mean, half) => claimed({ kind: "interaction", what }, [{
    ...run([])[0],
    findings: { ...findings([]), interactions: [{ regime: 2, reference: 1, other_regime: 1, other_reference: 0, ...what, difference: { mean, low: mean - half, high: mean + half, n: 5 } }] },
  }]);
  assert.match(told(0.02, 0.01), /having .*case-centred.* in place of .* is worth 0\.020 more than having .*\(95% interval: 0\.010 to 0\.030\)/);
  assert.match(told(-0.02, 0.01), /is worth 0\.020 less than .*\(95% interval: 0\.010 to 0\.030\)/);
  assert.match(told(0.01, 0.02), /neither clearly more nor clearly less .*\(95% interval: −0\.010 to \+0\.030\)/);
});

test("nothing is told of fewer than three worlds", () => {
  assert.equal(claimed(difference, run([contrast(1, 0, 0.03, 0.01)], 2)), undefined);
});

test("a difference that the model tells the other way round is turned", () => {
  const found = differenceOf(findings([contrast(2, 1, 0.05, 0.01)]), "professional-centred", "case-centred", what);
  assert.deepEqual([found.mean, answerOf(found)], [-0.05, "less"]);
  assert.ok(found.low < found.mean && found.mean < found.high);
});

test("the highest is named as clear only where it is clearly above every other, in English", () => {
  speak("en");
  const highest = { kind: "highest", regimes: ["none", "professional-centred", "case-centred"], what };
  const clear = [contrast(1, 0, -0.03, 0.01), contrast(2, 0, 0.02, 0.01), contrast(2, 1, 0.05, 0.01)];
  assert.match(claimed(highest, run(clear)), /clearly above all the others/);
  const unclear = [contrast(1, 0, -0.03, 0.01), contrast(2, 0, 0.02, 0.03), contrast(2, 1, 0.05, 0.01)];
  assert.match(claimed(highest, run(unclear)), /does not stand clearly above .*no helping networks/);
});

test("steps that all go one way are told at once, in English", () => {
  speak("en");
  const dose = { kind: "dose", regimes: ["none", "professional-centred", "case-centred"], what };
  const said = claimed(dose, run([contrast(1, 0, -0.03, 0.01), contrast(2, 0, 0.02, 0.01), contrast(2, 1, 0.05, 0.09)]));
  assert.match(said, /Of the 2 steps from one to the next: 0 clearly up, 1 clearly down, 1 not clear/);
  const falling = claimed(dose, run([contrast(1, 0, -0.03, 0.01), contrast(2, 0, -0.05, 0.01), contrast(2, 1, -0.02, 0.01)]));
  assert.match(falling, /clearly goes down at each of the 2 steps/);
  const open = claimed(dose, run([contrast(1, 0, -0.03, 0.09), contrast(2, 0, -0.05, 0.01), contrast(2, 1, -0.02, 0.09)]));
  assert.match(open, /None of the 2 steps is clear/);
});

test("estimates of two runs are told apart with an interval of both", () => {
  const found = between({ mean: 0.05, low: 0.02, high: 0.08, n: 5 }, { mean: 0.01, low: -0.03, high: 0.05, n: 4 });
  assert.ok(Math.abs(found.high - found.mean - 0.05) < 1e-12);
  assert.deepEqual([found.n, answerOf(found)], [4, "same"]);
});
