// A life that cannot be told is said to be one: nobody waits for it for ever.

import assert from "node:assert/strict";
import { test } from "node:test";
import { shown as said, source } from "./source.mjs";

const { Dropped, Hangs, LESSONS, RunStep, livesNow } = await source(`
  export { Dropped } from "./src/model/lane";
  export { Hangs } from "./src/lessons/hangs";
  export { LESSONS } from "./src/lessons/lessons";
  export { RunStep } from "./src/lessons/run_step";
  export { livesNow } from "./src/lessons/use_lives";
`);
const lesson = LESSONS.find((one) => one.doors !== undefined);
const none = { lives: undefined, failed: undefined };
const asked = (engine, whom) => livesNow(engine, lesson, "", 2, whom, () => true);
const someone = { replicate: 0, person: 3, of: 9 };

test("why a life cannot be told is said", async () => {
  const broken = { pick: async () => someone, life: async () => { throw new Error("out of memory"); } };
  assert.match((await asked(broken)).failed, /out of memory/);
  assert.match((await asked(broken, someone)).failed, /out of memory/);
  const refused = { ...broken, pick: async () => { throw new Error("no such world"); } };
  assert.match((await asked(refused)).failed, /no such world/);
});

test("that nobody fits is said, with the worlds that were searched", async () => {
  const { lives, failed } = await asked({ pick: async () => null });
  assert.equal(lives, undefined);
  assert.match(failed, /worlds 3 to 8 nobody/);
});

test("what nobody waits for any more is no failure", async () => {
  assert.deepEqual(await asked({ pick: async () => { throw new Dropped(); } }), none);
  assert.deepEqual(await livesNow({ pick: async () => null }, lesson, "", 0, undefined, () => false), none);
});

test("the run and what it hangs on tell it", () => {
  const props = { lesson, runs: [], lives: undefined, expected: undefined, pointNames: [], another() {} };
  assert.ok(said(RunStep({ ...props, livesFailed: "It broke." })).includes("It broke."));
  assert.ok(!said(RunStep({ ...props, livesFailed: undefined })).includes("It broke."));
  const about = { parameters: [] };
  const told = said(Hangs({ about, lesson, runs: [], lives: { ...none, failed: "It broke." }, hang: lesson.hangs[0], otherRuns: [], otherLives: { ...none, failed: "This, too." }, pointNames: [], pull() {} }));
  assert.deepEqual(["It broke.", "This, too."].filter((one) => !told.includes(one)), []);
});
