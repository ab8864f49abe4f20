// Levers, switches and texts speak of things that the model has; and the scenario of any lever is one that it runs.

import assert from "node:assert/strict";
import { test } from "node:test";
import { about, model, source, texts } from "./source.mjs";

const {
  FIRST, FIRST_POPULATIONS, FIRST_SETUP, GROUPS, KINDS, LEVERS, SUSPECTS, forEveryoneOnly, held, isLarge, kindOf, mechanismGroups, scenarioOf, spread, suspects,
  withField, withValue,
} = await source(`
  export { FIRST, FIRST_POPULATIONS } from "./src/play/choice";
  export { held, LEVERS } from "./src/play/levers";
  export { GROUPS, mechanismGroups } from "./src/play/mechanism_groups";
  export { KINDS, SUSPECTS, suspects } from "./src/play/suspects";
  export { FIRST_SETUP, isLarge, scenarioOf, withField, withValue } from "./src/state/setup";
  export { spread } from "./src/charts/lines_labels";
  export { forEveryoneOnly, kindOf } from "./src/ui/measure";
`);

const check = (setup) => model.json({ do: "check", scenario: scenarioOf(setup) });

test("every lever moves something, is put back, and can be run from end to end", () => {
  for (const lever of LEVERS) {
    const now = held(lever, FIRST_SETUP, about);
    assert.ok(now, lever.id);
    assert.ok(now.low <= now.first && now.first <= now.high, lever.id);
    assert.deepEqual(held(lever, now.moved(now.low), about).moved(now.first), FIRST_SETUP);
    for (const value of [now.low, now.high]) {
      const checked = check(now.moved(value));
      assert.equal(checked.problems, undefined, `${lever.id} ${checked.problems}`);
      // Findings are told by place, so a regime that is changed keeps its own.
      assert.deepEqual(checked.regimes.map((one) => one.name), FIRST_SETUP.regimes.map((one) => one.name));
    }
  }
});

test("a value that is the default leaves no trace", () => {
  const moved = withValue(FIRST_SETUP, "switches", "hope", false, true);
  assert.deepEqual(moved.switches, { hope: false });
  assert.deepEqual(withValue(moved, "switches", "hope", true, true), FIRST_SETUP);
  assert.deepEqual(withField(withField(FIRST_SETUP, "none", "x", 1, 2), "none", "x", 2, 2), FIRST_SETUP);
});

test("what is large is so by its people and by all of its weeks", () => {
  assert.equal(isLarge(FIRST_SETUP), false);
  assert.equal(isLarge({ people: 5_000, weeks: 800, burn_in_weeks: 200 }), false);
  assert.equal(isLarge({ people: 5_001, weeks: 800, burn_in_weeks: 200 }), true);
});

test("every mechanism is told once, and switching any of them is a scenario", () => {
  const told = mechanismGroups(about).flatMap((one) => one.rows.map((row) => row.name));
  assert.deepEqual([...told].sort(), about.switches.filter((one) => one.mechanism).map((one) => one.name).sort());
  for (const row of about.switches) {
    assert.equal(check(withValue(FIRST_SETUP, "switches", row.name, !row.default, row.default)).problems, undefined);
  }
});

test("what is suspected is a mechanism", () => {
  const known = about.switches.filter((one) => one.mechanism).map((one) => one.name);
  for (const { name } of about.indicators) {
    for (const present of ["client", "close-ties", "peers", "residents", ""]) {
      for (const one of suspects(name, present)) assert.ok(known.includes(one), one);
    }
  }
});

test("each indicator is written as the model measures it", () => {
  const kind = (unit) => (unit === "share" ? "scale" : unit.startsWith("share of") ? "percent" : "count");
  assert.deepEqual(about.indicators.filter((row) => kind(row.unit) !== kindOf(row.name)), []);
  assert.deepEqual(about.indicators.filter((row) => / per 1,000 people/.test(row.unit) !== forEveryoneOnly(row.name)), []);
});

test("lists of the page name what the model has", () => {
  const names = (rows) => rows.map((row) => row.name);
  const strangers = (listed, rows) => listed.filter((name) => !names(rows).includes(name));
  assert.deepEqual(strangers(FIRST, about.indicators), []);
  assert.deepEqual([...FIRST_POPULATIONS].sort(), names(about.populations).sort());
  assert.deepEqual(strangers(Object.values(GROUPS).flat(), about.switches.filter((one) => one.mechanism)), []);
  assert.deepEqual(strangers(Object.keys(SUSPECTS), about.indicators), []);
  assert.deepEqual(Object.keys(KINDS).sort(), [...about.fields.find((row) => row.name === "present").words].sort());
});

test("there is a word for all that the model names", async () => {
  const known = await texts("en");
  const named = (prefix, rows) => rows.map((row) => `${prefix}.${row.name}`);
  const wanted = [
    ...named("indicator", about.indicators), ...named("population", about.populations), ...named("regime", about.regimes),
    ...about.switches.filter((one) => one.mechanism).flatMap((one) => [`switch.${one.name}`, `switch.${one.name}.what`]),
    ...LEVERS.flatMap(({ id }) => ["name", "unit", "what"].map((part) => `lever.${id}.${part}`)),
  ];
  for (const key of wanted) assert.ok(key in known, key);
});

test("names at the ends of lines never lie on each other, and stay inside where there is room", () => {
  for (let i = 0; i < 500; i += 1) {
    const heights = Array.from({ length: 1 + (i % 8) }, (_, k) => 19 + 15 * ((i + k) % 2));
    const wanted = heights.map(() => Math.random() * 300);
    const placed = spread(wanted, heights, 0, 320);
    const order = placed.map((_, k) => k).sort((a, b) => placed[a] - placed[b]);
    for (const [k, one] of order.entries()) {
      const next = order[k + 1];
      if (next !== undefined) assert.ok(placed[next] - heights[next] / 2 >= placed[one] + heights[one] / 2 - 1e-6);
      assert.ok(placed[one] - heights[one] / 2 >= -1e-6 && placed[one] + heights[one] / 2 <= 320 + 1e-6);
    }
  }
});
