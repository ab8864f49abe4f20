// The town's bytes, map and stories, without a browser.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as esbuild from "esbuild";

/** The modules of the town, bundled as one. */
async function town() {
  const names = ["frames", "counts", "layout", "marks", "story", "use_life", "use_towns"];
  const { outputFiles } = await esbuild.build({
    stdin: { contents: names.map((name) => `export * from "./src/town/${name}";`).join("\n"), resolveDir: new URL("..", import.meta.url).pathname },
    bundle: true,
    format: "esm",
    write: false,
    jsx: "automatic",
    jsxImportSource: "preact",
    define: { PSEUDO_LOCALE: "false", WORKER_SOURCE: '""', MODEL_GZIP_BASE64: '""' },
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString("base64")}`);
}
const { townOf, frameAt, needOf, waits, countsOf, layoutOf, nearest, nextTo, trustLevel, spells, everyFor } =
  await town();

const PEOPLE = 7;

/** Two frames of seven people in neighbourhoods of four: person 1 is helped, person 5 supports; one tie, and then two. */
function bytes() {
  const frames = [
    { week: 0, open: 1, member: [0, 1], supports: [0, 0, 0, 0, 0, 1], status: [0, 1, 2, 0, 0, 0, 9], ties: [0, 3] },
    { week: 4, open: 0, member: [], supports: [], status: [0, 2, 2], ties: [0, 3, 2, 6] },
  ];
  const out = [];
  const put = (value, size) => {
    for (let byte = 0; byte < size; byte += 1) out.push(Math.floor(value / 256 ** byte) % 256);
  };
  for (const number of [PEOPLE, 4, frames.length, 4, 0x89abcdef, 0x01234567]) put(number, 4);
  for (const frame of frames) {
    for (const number of [frame.week, frame.open, frame.ties.length / 2]) put(number, 4);
    for (const values of [frame.member, frame.supports]) {
      for (let person = 0; person < PEOPLE; person += 1) put(values[person] ?? 0, 2);
    }
    for (let person = 0; person < PEOPLE; person += 1) put(frame.status[person] ?? 0, 1);
    for (const trust of [51, 102, 153]) for (let person = 0; person < PEOPLE; person += 1) put(trust + person, 1);
    for (const end of frame.ties) put(end, 2);
  }
  return Uint8Array.from(out);
}

test("a town is read as it was written, without a copy", () => {
  const raw = bytes();
  const read = townOf(raw);
  assert.deepEqual([read.people, read.perNeighbourhood, read.every, read.hash], [7, 4, 4, "0123456789abcdef"]);
  const [first, last] = read.frames;
  assert.deepEqual([first.week, first.networks, last.week, last.networks], [0, 1, 4, 0]);
  assert.deepEqual([...first.member], [0, 1, 0, 0, 0, 0, 0]);
  assert.deepEqual([...first.supports], [0, 0, 0, 0, 0, 1, 0]);
  assert.deepEqual([...first.status].map(needOf).slice(0, 3), ["never", "in_need", "recovered"]);
  assert.deepEqual([waits(first.status[6]), waits(first.status[1])], [true, false]);
  assert.deepEqual([first.trust[6], first.trustInServices[6], first.burden[6]], [57, 108, 159]);
  assert.deepEqual([[...first.ties], [...last.ties]], [[0, 3], [0, 3, 2, 6]]);
  assert.equal(first.trust.buffer, raw.buffer);
});

test("bytes that end too early or too late are no town", () => {
  const raw = bytes();
  assert.throws(() => townOf(raw.slice(0, 10)));
  assert.throws(() => townOf(raw.slice(0, -4)));
  assert.throws(() => townOf(Uint8Array.from([...raw, 0, 0, 0, 0])));
});

test("a week is shown by the last frame before it", () => {
  const read = townOf(bytes());
  assert.deepEqual([-1, 0, 3, 4, 99].map((week) => frameAt(read, week)), [0, 0, 0, 1, 1]);
});

test("people are counted", () => {
  const counts = countsOf(townOf(bytes()));
  assert.deepEqual([counts.in_need, counts.recovered, counts.never], [[2, 0], [1, 2], [4, 5]]);
  assert.deepEqual([counts.members, counts.supporters, counts.networks], [[1, 0], [1, 0], [1, 0]]);
  assert.ok(Math.abs(counts.trust[0] - (100 * 54) / 255) < 1e-9);
});

test("levels of trust begin where the legend says", () => {
  assert.deepEqual([0, 76, 77, 101, 102, 127, 128, 152, 153, 255].map(trustLevel), [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]);
});

test("the map is the same each time, and everybody is found where they stand", () => {
  const read = townOf(bytes());
  const map = layoutOf(read);
  assert.deepEqual(layoutOf(read), map);
  for (let person = 0; person < PEOPLE; person += 1) {
    assert.equal(nearest(map, map.x[person], map.y[person], map.pitch), person);
    const block = map.blocks[person < 4 ? 0 : 1];
    assert.ok(map.x[person] > block.left && map.x[person] < block.left + block.width);
    assert.ok(map.y[person] > block.top && map.y[person] < block.top + block.height);
  }
  assert.equal(nearest(map, -5, -5, map.pitch), null);
});

test("arrow keys go the way they point, and everybody can be reached", () => {
  const map = layoutOf(townOf(bytes()));
  const reached = new Set([0]);
  for (const person of reached) {
    for (const [way, dx, dy] of [["left", -1, 0], ["right", 1, 0], ["up", 0, -1], ["down", 0, 1]]) {
      const next = nextTo(map, person, way);
      reached.add(next);
      if (next !== person) assert.ok(dx * (map.x[next] - map.x[person]) + dy * (map.y[next] - map.y[person]) > 0);
    }
  }
  assert.equal(reached.size, PEOPLE);
});

test("spells are told from their first week to their last", () => {
  assert.deepEqual(spells((week) => [1, 0, 1, 1][week] === 1, 4), [[0, 0], [2, 3]]);
});

test("frames are fewer where people are many", () => {
  assert.deepEqual([1000, 5000, 20_000].map((people) => everyFor(people, 520)), [4, 13, 26]);
});
