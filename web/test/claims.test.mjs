// What lessons say of numbers is true of them, whatever they are.

import assert from "node:assert/strict";
import { test } from "node:test";
import { source } from "./source.mjs";

const { claimed, differenceOf, between, answerOf } = await source(`
  export { claimed } from "./src/lessons/claims";
  export { differenceOf, between, answerOf } from "./src/lessons/found";
`);

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

test("a difference is told as higher, lower, or not clear", () => {
  assert.match(claimed(difference, run([contrast(1, 0, 0.03, 0.01)])), /higher under .*professional-centred.* than under .*by 0\.030/);
  assert.match(claimed(difference, run([contrast(1, 0, -0.03, 0.01)])), /lower under .*professional-centred/);
  assert.match(claimed(difference, run([contrast(1, 0, 0.03, 0.04)])), /no clear difference/);
  assert.match(claimed(difference, run([contrast(1, 0, 0, 0)])), /exactly the same/);
  assert.match(claimed(difference, run([contrast(1, 0, 0.0002, 0.0001)])), /less than 0\.001/);
});

test("an interval has no signs where the words say which way, and has them where they do not", () => {
  assert.match(claimed(difference, run([contrast(1, 0, -0.063, 0.003)])), /lower .* by 0\.063 \(95% interval: 0\.060 to 0\.066\)/);
  assert.match(claimed(difference, run([contrast(1, 0, 0.063, 0.003)])), /higher .* by 0\.063 \(95% interval: 0\.060 to 0\.066\)/);
  assert.match(claimed(difference, run([contrast(1, 0, 0.01, 0.03)])), /\(95% interval: −0\.020 to \+0\.040\)/);
  const recovered = { population: "struck", indicator: "recovered" };
  const fewer = { ...contrast(1, 0, -0.12, 0.02), ...recovered };
  assert.match(claimed({ ...difference, what: recovered }, run([fewer])), /lower .*\(95% interval: 10\.0 to 14\.0 percentage points\)/);
});

test("where a parameter is varied, a difference is told for each value, and the worlds of each", () => {
  const runs = [0.5, 4].map((workers_per_1000) => ({ ...run([contrast(1, 0, -0.03, 0.01)])[0], setup: { parameters: { workers_per_1000 } } }));
  const said = claimed(difference, runs, "workers_per_1000");
  assert.match(said, /: with 0\.5 workers for 1,000 people, lower .*; with 4 workers for 1,000 people, lower .*\)\. Over 5 worlds at each of the 2 budgets\.$/);
});

test("an interaction is told as worth more, less, or neither", () => {
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

test("the highest is named as clear only where it is clearly above every other", () => {
  const highest = { kind: "highest", regimes: ["none", "professional-centred", "case-centred"], what };
  const clear = [contrast(1, 0, -0.03, 0.01), contrast(2, 0, 0.02, 0.01), contrast(2, 1, 0.05, 0.01)];
  assert.match(claimed(highest, run(clear)), /clearly above all the others/);
  const unclear = [contrast(1, 0, -0.03, 0.01), contrast(2, 0, 0.02, 0.03), contrast(2, 1, 0.05, 0.01)];
  assert.match(claimed(highest, run(unclear)), /does not stand clearly above .*no helping networks/);
});

test("steps of a dose are counted by what is clear", () => {
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
