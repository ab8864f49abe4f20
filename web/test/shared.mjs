// What tests of the page share: where things are, the program, and a browser. Its sources as modules are in source.mjs.

import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, readdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const WEB = fileURLToPath(new URL("..", import.meta.url));
export const BUILT = process.env.CARGO_TARGET_DIR ?? join(WEB, "../target");
export const PAGE = join(WEB, "dist/mutua.html");

/** What the program writes when it runs a scenario: the manifest and the text of any table. */
export async function program(scenario) {
  const folder = await mkdtemp(join(tmpdir(), "mutua-page-"));
  const file = join(folder, "town.toml");
  await writeFile(file, scenario);
  const name = process.platform === "win32" ? "mutua.exe" : "mutua";
  const built = process.env.MUTUA ?? join(BUILT, "release", name);
  execFileSync(built, ["run", file, "--out", join(folder, "result")], { stdio: ["ignore", "ignore", "pipe"] });
  const text = (path) => readFile(join(folder, "result", path), "utf8");
  return { manifest: JSON.parse(await text("manifest.json")), text };
}

/** Every source of the page, with its path below src. */
export async function sources() {
  const names = await readdir(join(WEB, "src"), { recursive: true });
  const wanted = names.filter((name) => /\.(ts|tsx)$/.test(name)).sort();
  return Promise.all(wanted.map(async (name) => [name, await readFile(join(WEB, "src", name), "utf8")]));
}

/** Where the browser is; MUTUA_CHROMIUM names another. */
export function chromium() {
  const places = [process.env.MUTUA_CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  const found = places.find((place) => place !== undefined && existsSync(place));
  if (found === undefined) throw new Error("no Chromium: install one, or name it in MUTUA_CHROMIUM");
  return found;
}
