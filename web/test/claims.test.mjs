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
  assert.match(said, /Of 2 steps from one to the next, 0 clearly go up, 1 clearly go down, and 1 are not clear/);
});

test("estimates of two runs are told apart with an interval of both", () => {
  const found = between({ mean: 0.05, low: 0.02, high: 0.08, n: 5 }, { mean: 0.01, low: -0.03, high: 0.05, n: 4 });
  assert.ok(Math.abs(found.high - found.mean - 0.05) < 1e-12);
  assert.deepEqual([found.n, answerOf(found)], [4, "same"]);
});
