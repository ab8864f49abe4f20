// The page's sources for tests under Node: bundled in memory. And the model's own tables, from the compiled model.

import * as esbuild from "esbuild";
import { readFile, readdir } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { BUILT } from "./shared.mjs";

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

/** All texts of what a component shows, as deep as it is written there. */
export const shown = (node) =>
  typeof node === "string" ? [node] : Array.isArray(node) ? node.flatMap(shown) : node?.props === undefined ? [] : shown(node.props.children);

/** What each file imports that an entry leads to. Types alone make no circle: they are gone before anything runs. */
export async function importsOf(entry) {
  const { metafile } = await esbuild.build({
    entryPoints: [entry],
    absWorkingDir: new URL("..", import.meta.url).pathname,
    bundle: true,
    metafile: true,
    write: false,
    outdir: "unused",
    external: ["preact", "preact/*"],
    loader: { ".toml": "text", ".css": "text" },
    jsx: "automatic",
    jsxImportSource: "preact",
  });
  return Object.fromEntries(Object.entries(metafile.inputs).map(([file, { imports }]) => [file, imports.filter((one) => !one.external).map((one) => one.path)]));
}

/** The languages that the page speaks: a file of texts for each, English first. */
export const LANGUAGES = (await readdir(new URL("../src/texts/", import.meta.url)))
  .filter((name) => name.endsWith(".json"))
  .map((name) => name.slice(0, -".json".length))
  .sort((a, b) => Number(b === "en") - Number(a === "en") || (a < b ? -1 : 1));

/** What the page says in a language: texts by their keys. */
export const texts = async (language) => JSON.parse(await readFile(new URL(`../src/texts/${language}.json`, import.meta.url)));

/** Where web/build puts the model. */
const MODEL = new URL("page/wasm32-unknown-unknown/page/mutua_wasm.wasm", pathToFileURL(`${BUILT}/`));

const { Model } = await source('export { Model } from "./src/model/module";');
const compiled = await WebAssembly.compile(await readFile(MODEL));
/** A model that has been asked nothing yet. */
export const newModel = () => Model.of(compiled);
export const model = await newModel();
export const about = model.json({ do: "about" });
