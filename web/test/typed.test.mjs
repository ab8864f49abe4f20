// What is typed or picked by name: numbers in either way of writing, names of one's own, and colours that stay.

import assert from "node:assert/strict";
import { test } from "node:test";
import { about, source } from "./source.mjs";

const { typedNumber, nameProblem, pensOf, differenceText } = await source(`
  export { typedNumber } from "./src/ui/number_field";
  export { nameProblem } from "./src/build/draft";
  export { pensOf } from "./src/charts/pen";
  export { differenceText } from "./src/ui/measure";
`);

test("a number is read with a comma or a point, and what is not one yet is none", () => {
  for (const [typed, value] of [["0.2", 0.2], ["0,35", 0.35], ["1.", 1], [",5", 0.5], ["-5", -5], ["", undefined], ["-", undefined], ["abc", undefined], ["1,2,3", undefined]]) {
    assert.equal(typedNumber(typed), value, typed);
  }
  assert.equal(typedNumber("20.000", true), 20000);
  assert.equal(typedNumber("1.5", true), 1.5);
});

test("a name needs a letter or a digit, and is nobody else's", () => {
  for (const name of ["", "??", "  "]) assert.equal(nameProblem(about, name), "none", name);
  for (const name of ["none", "Case centred", "promise without practice", "prescribes-50"]) assert.equal(nameProblem(about, name), "taken", name);
  assert.equal(nameProblem(about, "Il mio gruppo"), undefined);
});

test("a shipped way of help has the same pen beside any others, and no two of eight share one", () => {
  const names = about.regimes.map((one) => one.name);
  const alone = (name) => pensOf([name])[0];
  for (const name of names) assert.equal(pensOf(["none", "mine", name].slice(name === "none" ? 1 : 0)).at(-1), alone(name), name);
  assert.equal(new Set(names.map(alone)).size, names.length);
  const eight = ["mine", ...names.slice(0, 5), "yours", "theirs"];
  assert.equal(new Set(pensOf(eight)).size, eight.length);
});

test("a difference that is not 0 is not written as 0", () => {
  assert.equal(differenceText("generalised_trust", 0.0004), "+0.0004");
  assert.equal(differenceText("generalised_trust", -0.00002), "−0.00002");
  assert.equal(differenceText("generalised_trust", 0), "0.000");
  assert.equal(differenceText("generalised_trust", 0.0312), "+0.031");
});
