// What the page says of a reader's line is true of the numbers, whatever they are.

import assert from "node:assert/strict";
import { test } from "node:test";
import { source } from "./source.mjs";

const { verdictOf, changeOf } = await source(`
  export { verdictOf } from "./src/play/verdict";
  export { changeOf } from "./src/play/probe_change";
`);

const WEEKS = [0, 13, 26, 39, 52, 65, 78, 91, 104];
const curve = (at, half) => ({
  mean: WEEKS.map((week) => at(week / 52)),
  low: WEEKS.map((week) => (half === null ? null : at(week / 52) - half)),
  high: WEEKS.map((week) => (half === null ? null : at(week / 52) + half)),
  horizon: { mean: at(2), low: half === null ? null : at(2) - half, high: half === null ? null : at(2) + half, n: 5 },
});

function findings(other, half = 0.01, difference = { mean: -0.05, low: -0.06, high: -0.04, n: 5 }) {
  return {
    weeks: WEEKS,
    regimes: ["none", "other"],
    reference: 0,
    n: [5, 5],
    series: [{ indicator: "trust", population: "struck", regimes: [curve(() => 0.5, half), curve(other, half)] }],
    contrasts: difference === null ? [] : [{ regime: 1, reference: 0, basis: "as_run", population: "struck", indicator: "trust", difference }],
    interactions: [],
    books: { accounts: [], estimates: [] },
    hashes: [],
  };
}
const falls = (year) => 0.5 - 0.025 * year;
const of = (values, found = findings(falls), regime = 1) =>
  verdictOf({ findings: found, regime, indicator: "trust", population: "struck", values, same: 0.005 });

test("the largest gap, its year and its side", () => {
  const found = of([0.5, 0.6, 0.44]);
  assert.equal(found.when, 1);
  assert.ok(Math.abs(found.gap - 0.125) < 1e-9);
  assert.deepEqual([found.years, found.above, found.below], [2, 1, 1]);
});

test("the week in which all begin counts for nothing", () => {
  assert.equal(of([0.9, 0.475, 0.45]).gap, 0);
});

test("a direction is right only where the model's interval leaves out 0", () => {
  const side = (values, difference) => {
    const { model, reader } = of(values, findings(falls, 0.01, difference)).direction;
    return [model, reader];
  };
  assert.deepEqual(side([0.5, 0.48, 0.46]), ["below", "below"]);
  assert.deepEqual(side([0.5, 0.52, 0.54]), ["below", "above"]);
  assert.deepEqual(side([0.5, 0.5, 0.503]), ["below", "same"]);
  assert.deepEqual(side([0.5, 0.48, 0.46], { mean: -0.05, low: -0.11, high: 0.01, n: 2 }), ["unclear", "below"]);
  assert.deepEqual(side([0.5, 0.48, 0.46], { mean: -0.05, low: null, high: null, n: 1 }), ["unclear", "below"]);
});

test("where nothing is there to compare with, it is the way since the start", () => {
  const alone = of([0.5, 0.48, 0.46], findings(falls, 0.01, null)).direction;
  assert.deepEqual([alone.beside, alone.model, alone.reader], ["start", "below", "below"]);
  assert.equal(of([0.5, 0.5, 0.5], findings(falls), 0).direction.beside, "start");
});

test("the end against the band", () => {
  assert.equal(of([0.5, 0.5, 0.455]).end, "inside");
  assert.equal(of([0.5, 0.5, 0.461]).end, "above");
  assert.equal(of([0.5, 0.5, 0.439]).end, "below");
  assert.equal(of([0.5, 0.5, 0.455], findings(falls, null)).end, undefined);
});

test("nothing is said of a regime of which nothing is known", () => {
  assert.equal(of([0.5, 0.5, 0.5], findings(() => null, null, null)), undefined);
  assert.equal(of([0.5, 0.5, 0.5], findings(falls), 7), undefined);
});

test("a change has an interval at least as wide as either result's", () => {
  const after = findings(falls, 0.01, { mean: -0.01, low: -0.05, high: 0.03, n: 5 });
  const { of: what, change } = changeOf(findings(falls), after, 1, "trust", "struck");
  assert.equal(what, "difference");
  assert.ok(Math.abs(change.mean - 0.04) < 1e-9);
  assert.ok(change.high - change.low >= 0.08);
  const single = findings(falls, null, { mean: -0.01, low: null, high: null, n: 1 });
  assert.deepEqual(changeOf(findings(falls), single, 1, "trust", "struck").change.low, null);
  assert.equal(changeOf(findings(falls), after, 0, "trust", "struck").of, "level");
});
