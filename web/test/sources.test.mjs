// Files of the page know each other one way only: who needs another is not needed by it.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { WEB, sources } from "./shared.mjs";
import { importsOf } from "./source.mjs";

/** A way along imports that comes back to where it began; undefined where there is none. */
function circleIn(imports) {
  const done = new Set();
  const from = (file, way) => {
    const at = way.indexOf(file);
    if (at >= 0) return [...way.slice(at), file];
    if (done.has(file)) return undefined;
    for (const next of imports[file] ?? []) {
      const circle = from(next, [...way, file]);
      if (circle !== undefined) return circle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of Object.keys(imports)) {
    const circle = from(file, []);
    if (circle !== undefined) return circle;
  }
  return undefined;
}

test("a circle is found", () => {
  assert.deepEqual(circleIn({ a: ["b"], b: ["c"], c: ["b"] }), ["b", "c", "b"]);
  assert.equal(circleIn({ a: ["b", "c"], b: ["c"], c: [] }), undefined);
});

test("no files of the page import each other in a circle", async () => {
  const imports = await importsOf("src/main.tsx");
  assert.ok(Object.keys(imports).length > 50);
  assert.equal(circleIn(imports), undefined);
});

test("what a file gives to others is used somewhere, and each function of a name has one home", async () => {
  const all = (await sources()).map(([, text]) => text);
  const tests = (await readdir(join(WEB, "test"))).filter((name) => name.endsWith(".mjs"));
  const everything = [...all, ...(await Promise.all(tests.map((name) => readFile(join(WEB, "test", name), "utf8"))))].join("\n");
  const given = all.flatMap((text) => [...text.matchAll(/^export (?:const|let|function|async function|class|interface|type) (\w+)/gm)].map(([, name]) => name));
  const named = new Map();
  for (const [name] of everything.matchAll(/\w+/g)) named.set(name, (named.get(name) ?? 0) + 1);
  assert.deepEqual(given.filter((name) => named.get(name) < 2), []);
  const bodies = all.flatMap((text) => [...text.matchAll(/^(?:export )?(?:const|function) (\w+Name|\w+Text)\b/gm)].map(([, name]) => name));
  assert.deepEqual(bodies.filter((name, i) => bodies.indexOf(name) !== i), []);
});
