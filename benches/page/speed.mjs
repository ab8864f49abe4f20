// The model compiled for WebAssembly, under Node, beside the same requests answered natively.

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

const [people, times, native, compiled] = process.argv.slice(2);
const REGIMES = ["none", "professional-centred", "mutual-self-help"];
const scenario = `people = ${people}\nburn_in_weeks = 260\nweeks = 520\nreplicates = 1\nregimes = ${JSON.stringify(REGIMES)}\n`;

const { instance } = await WebAssembly.instantiate(readFileSync(compiled), {});
const { memory, mutua_room, mutua_ask } = instance.exports;

function there(request) {
  const bytes = new TextEncoder().encode(request);
  const begun = performance.now();
  const at = mutua_room(bytes.length);
  new Uint8Array(memory.buffer, at, bytes.length).set(bytes);
  if (!mutua_ask()) throw new Error("the model refused");
  return performance.now() - begun;
}

/** The last of these is warm: the world at week 0 is kept, as it is in the page. */
function here(request, times) {
  const { stdout, stderr, status } = spawnSync(native, ["ask", String(times)], { input: request, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return stdout.trim().split("\n").map(Number);
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

console.log(`${people} people, 520 weeks after a burn-in that is kept; median of ${times}, milliseconds, one thread`);
for (const [regime, name] of REGIMES.entries()) {
  const request = JSON.stringify({ do: "run", scenario, regime, replicate: 0 });
  // A browser compiles in two stages, and both keep the world at week 0.
  for (let warm = 0; warm < 5; warm += 1) there(request);
  const [inPage, natively] = [[], []];
  for (let turn = 0; turn < times; turn += 1) {
    inPage.push(there(request));
    natively.push(here(request, 2)[1]);
  }
  const [a, b] = [median(inPage), median(natively)];
  console.log(`${name.padEnd(22)} WebAssembly ${a.toFixed(1)}  native ${b.toFixed(1)}  ratio of speeds ${(b / a).toFixed(2)}`);
}
