// Makes dist/mutua.html: one file with the model, the worker, the page, its texts and its style. It asks nothing of anybody.
//
//   node build.mjs MODULE.wasm [--pseudo]
//
// MODULE.wasm is the model as web/build compiles it. --pseudo adds a language of long, accented texts, to find clipped ones.

import * as esbuild from "esbuild";
import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";

const MOST_BYTES = 2 * 1024 * 1024;

const [modulePath, ...flags] = process.argv.slice(2);
if (modulePath === undefined) {
  console.error("usage: node build.mjs MODULE.wasm [--pseudo]");
  process.exit(2);
}
const [, version] = (await readFile("../Cargo.toml", "utf8")).match(/^version = "(.+)"$/m);
const pseudo = flags.includes("--pseudo");

/** The script of one entry, as text. */
async function bundled(entry, define) {
  const result = await esbuild.build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: "iife",
    target: ["es2022"],
    write: false,
    define,
    jsx: "automatic",
    jsxImportSource: "preact",
    loader: { ".toml": "text", ".css": "text" },
    legalComments: "none",
  });
  return result.outputFiles[0].text;
}

const model = gzipSync(await readFile(modulePath), { level: 9 }).toString("base64");
const worker = await bundled("src/model/worker.ts", {});
const page = await bundled("src/main.tsx", {
  WORKER_SOURCE: JSON.stringify(worker),
  MODEL_GZIP_BASE64: JSON.stringify(model),
  PSEUDO_LOCALE: String(pseudo),
});
const style = (await esbuild.build({ entryPoints: ["src/styles/page.css"], bundle: true, minify: true, write: false }))
  .outputFiles[0].text;

// A script that holds "</script" would end there.
const script = page.replaceAll("</script", "<\\/script");
const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
// Nothing is fetched from anywhere. Workers are made of the page's own text; styles of elements are set by script.
const policy = [
  "default-src 'none'",
  `script-src ${hash(script)} 'wasm-unsafe-eval'`,
  `style-src ${hash(style)}`,
  "worker-src blob:",
  "img-src data: blob:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="mutua ${version}">
<title>mutua</title>
<style>${style}</style>
</head>
<body>
<noscript>This page runs a model in your browser and needs JavaScript. Questa pagina esegue un modello nel browser e ha bisogno di JavaScript.</noscript>
<div id="page"><p>If this sentence stays, the file is damaged or the browser is older than 2023. Se questa frase resta, il file è danneggiato o il browser è precedente al 2023.</p></div>
<script>${script}</script>
</body>
</html>
`;
await mkdir("dist", { recursive: true });
const target = pseudo ? "dist/mutua-pseudo.html" : "dist/mutua.html";
await writeFile(target, html);
const bytes = Buffer.byteLength(html);
console.log(`${target}: ${bytes} bytes, of at most ${MOST_BYTES}; the model ${model.length}, the script ${script.length - model.length}`);
if (bytes > MOST_BYTES) process.exit(1);
