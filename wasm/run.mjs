// Prints the hash of the worlds that the WebAssembly module named on the command line runs; with a scenario, a study of it.

import { readFile } from "node:fs/promises";

const [path, scenario] = process.argv.slice(2);
if (path === undefined) {
  console.error("usage: node wasm/run.mjs MODULE.wasm [SCENARIO.toml]");
  process.exit(2);
}
// No imports: neither the model nor a study asks its host for anything.
const { instance } = await WebAssembly.instantiate(await readFile(path), {});
const { mutua_state_hash, mutua_write, mutua_study, mutua_read } = instance.exports;
if (scenario === undefined) {
  console.log(BigInt.asUintN(64, mutua_state_hash()).toString(16).padStart(16, "0"));
} else {
  for (const byte of await readFile(scenario)) mutua_write(byte);
  const said = Uint8Array.from({ length: mutua_study() }, (_, place) => mutua_read(place));
  process.stdout.write(said);
}
