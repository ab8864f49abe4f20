// The page's numbers are those of the program: the same hashes of final states, and the same means and bounds in its tables.

import assert from "node:assert/strict";
import { test } from "node:test";
import { program } from "./shared.mjs";
import { newModel, source } from "./source.mjs";

const { FIRST_SETUP, scenarioOf } = await source('export { FIRST_SETUP, scenarioOf } from "./src/state/setup";');

/** Setups as a reader makes them: as it is first, with numbers and switches moved, with regimes of their own. */
const SETUPS = {
  "as it is first": { ...FIRST_SETUP, replicates: 3 },
  "with levers moved": {
    ...FIRST_SETUP,
    people: 700,
    weeks: 260,
    replicates: 2,
    seed: 7,
    parameters: { stake_life: 3.5, workers_per_1000: 0.4 },
    switches: { hope: false },
  },
  "with regimes of its own": {
    ...FIRST_SETUP,
    question: 'Does "half" do?',
    replicates: 2,
    weeks: 156,
    regimes: [
      { name: "none", like: "none", fields: {} },
      { name: "half", like: "mutual-self-help", fields: { directiveness: 0.5, entry: ["desk", "link"] } },
      { name: "community", like: "community", fields: {} },
    ],
  },
};

for (const [name, setup] of Object.entries(SETUPS)) {
  test(`runs of the page are those of the program: ${name}`, async () => {
    const scenario = scenarioOf(setup);
    const there = await newModel();
    there.bytes({ do: "gather", scenario });
    for (let replicate = 0; replicate < setup.replicates; replicate += 1) {
      // A page has them in any order.
      for (let regime = setup.regimes.length - 1; regime >= 0; regime -= 1) {
        there.give(there.bytes({ do: "run", scenario, regime, replicate }));
      }
    }
    const found = there.json({
      do: "findings",
      populations: ["struck", "everyone"],
      indicators: ["generalised_trust", "recovered", "entered"],
    });
    const { manifest, text } = await program(scenario);
    const names = found.regimes;
    const hashes = manifest.runs.map((run) => [names.indexOf(run.regime), run.replicate, run.state_hash]);
    const inOrder = (a, b) => a[1] - b[1] || a[0] - b[0];
    assert.deepEqual(found.hashes, hashes.sort(inOrder));

    const rows = (await text("summary.csv")).trim().split("\n").map((line) => line.split(","));
    const head = rows.shift();
    const at = (row, column) => row[head.indexOf(column)];
    const written = new Map(
      rows.map((row) => [["regime", "week", "population", "indicator"].map((key) => at(row, key)).join(), row]),
    );
    let compared = 0;
    for (const { population, indicator, regimes } of found.series) {
      for (const [regime, values] of regimes.entries()) {
        for (const [place, week] of found.weeks.entries()) {
          const row = written.get([names[regime], week, population, indicator].join());
          for (const part of ["mean", "low", "high"]) {
            // The program writes nothing where nothing is defined.
            const expected = at(row, part) === "" ? null : Number(at(row, part));
            assert.equal(values[part][place], expected, `${names[regime]} ${week} ${population} ${indicator} ${part}`);
            compared += 1;
          }
        }
      }
    }
    assert.equal(compared, 2 * 3 * 3 * setup.regimes.length * found.weeks.length);
  });
}

test("what is wrong with a setup is told in the program's own words", async () => {
  const there = await newModel();
  const scenario = scenarioOf({ ...FIRST_SETUP, parameters: { steak_life: 1 } });
  const { problems } = there.json({ do: "check", scenario });
  assert.match(problems, /did you mean `stake_life`\?/);
});
