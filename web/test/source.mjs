// The page's sources for tests under Node: bundled in memory. And the model's own tables, from the compiled model.

import * as esbuild from "esbuild";
import { readFile } from "node:fs/promises";

/** What these few lines of TypeScript export. */
export async function source(contents) {
  const result = await esbuild.build({
    stdin: { contents, resolveDir: new URL("..", import.meta.url).pathname, loader: "ts" },
    bundle: true,
    format: "esm",
    write: false,
    define: { PSEUDO_LOCALE: "false" },
    jsx: "automatic",
    jsxImportSource: "preact",
  });
  return import(`data:text/javascript;base64,${Buffer.from(result.outputFiles[0].text).toString("base64")}`);
}

/** Where web/build puts the model; MODEL says another place. */
const MODEL = process.env.MODEL ?? new URL("../../target/page/wasm32-unknown-unknown/page/mutua_wasm.wasm", import.meta.url);

const { Model } = await source('export { Model } from "./src/model/module";');
export const model = await Model.of(await WebAssembly.compile(await readFile(MODEL)));
export const about = model.json({ do: "about" });
