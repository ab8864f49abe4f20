// Files of the page know each other one way only: who needs another is not needed by it.

import assert from "node:assert/strict";
import { test } from "node:test";
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
