// Prints the hash of the worlds that the WebAssembly module named on the command line runs.

import { readFile } from "node:fs/promises";

const [path] = process.argv.slice(2);
if (path === undefined) {
  console.error("usage: node wasm/run.mjs MODULE.wasm");
  process.exit(2);
}
// No imports: the model asks its host for nothing.
const { instance } = await WebAssembly.instantiate(await readFile(path), {});
const hash = BigInt.asUintN(64, instance.exports.mutua_state_hash());
console.log(hash.toString(16).padStart(16, "0"));
