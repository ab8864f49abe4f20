// The builder writes what the program reads: safe names, only what differs, and messages at their fields.

import assert from "node:assert/strict";
import { test } from "node:test";
import { about, model, source } from "./source.mjs";

const { regimeOf, safeName, valueOf, withValue, problemsOf, scenarioOf, FIRST_SETUP } = await source(`
  export { regimeOf, safeName, valueOf, withValue } from "./src/build/draft";
  export { problemsOf } from "./src/build/problems";
  export { scenarioOf, FIRST_SETUP } from "./src/state/setup";
`);
const check = (draft) => model.json({ do: "check", scenario: scenarioOf({ ...FIRST_SETUP, regimes: [regimeOf(about, draft)] }) });
const draft = (like) => ({ name: "mine", like, fields: {} });

test("any name becomes one that the program takes", () => {
  const taken = about.regimes.map((one) => one.name);
  for (const name of ["", "Metà e metà", "none", "mutual-self-help", "x\"y\n[parameters]", "  --", "è".repeat(60), "A".repeat(90), "NaN", "na", "inf", "Infinity", "true", "null", "12", "1e5", "0x10", "3-4", "mar-1"]) {
    assert.equal(check({ ...draft("autonomous"), name }).problems, undefined, JSON.stringify(name));
    assert.ok(!taken.includes(safeName(name, taken)), name);
  }
});

test("every shipped regime can be begun with, and changed back to what it was", () => {
  for (const { name, fields } of about.regimes.filter((one) => one.fields !== null)) {
    assert.equal(check(draft(name)).problems, undefined, name);
    const changed = withValue(about, draft(name), "meets_every_weeks", 9);
    assert.equal(valueOf(about, changed, "meets_every_weeks"), 9);
    assert.deepEqual(withValue(about, changed, "meets_every_weeks", fields.meets_every_weeks).fields, {});
  }
});

test("what goes with a worker comes and goes with the worker", () => {
  const brought = withValue(about, draft("autonomous"), "directiveness", 0.5);
  assert.equal(check(brought).problems, undefined);
  const gone = withValue(about, withValue(about, draft("mutual-self-help"), "facilitation", 0.1), "directiveness", undefined);
  assert.deepEqual(gone.fields, { directiveness: "none" });
  assert.equal(check(gone).problems, undefined);
});

test("the program's messages are put at their fields, with its help", () => {
  const wrong = withValue(about, withValue(about, draft("mutual-self-help"), "capacity", 1), "entry", []);
  const fields = about.fields.map((row) => row.name);
  const found = problemsOf(check(wrong).problems, fields);
  assert.deepEqual(found.map((one) => one.field).sort(), ["capacity", "entry"]);
  assert.ok(found.every((one) => one.help !== "" && one.what.includes("must")));
});
