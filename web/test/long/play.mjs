// Plays for MINUTES (10): levers, a town that runs, lessons, languages. Prints what the page holds in memory each minute, after
// everything that is no longer needed was collected; fails if it grows from the second minute to the last by more than a tenth.

import { readFileSync, readdirSync } from "node:fs";
import { browser, opened, view } from "../browser.mjs";

const minutes = Number(process.env.MINUTES ?? 10);
const chrome = await browser();
const { page, context, complaints } = await opened(chrome);
const session = await context.newCDPSession(page);

/** Megabytes: the heap of the page's script, and what its process holds, workers and the model in them included. */
async function held() {
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  return [usedSize / 2 ** 20, largestRenderer() / 2 ** 20];
}

/** Bytes of the largest process that draws pages: the one that plays. */
function largestRenderer() {
  const processes = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const sizes = processes.map((id) => {
    try {
      if (!readFileSync(`/proc/${id}/cmdline`, "utf8").includes("--type=renderer")) return 0;
      return Number(readFileSync(`/proc/${id}/statm`, "utf8").split(" ")[1]) * 4096;
    } catch {
      return 0;
    }
  });
  return Math.max(...sizes);
}

/** Moves every lever that is in sight up and down a step. */
async function levers() {
  await view(page, 1);
  const all = page.locator('main input[type="range"]:visible');
  const count = await all.count();
  for (let place = 0; place < count; place += 1) {
    await all.nth(place).focus();
    await page.keyboard.press("ArrowLeft");
    await page.waitForTimeout(300);
    await page.keyboard.press("ArrowRight");
    await page.waitForTimeout(300);
  }
}

/** Plays a town for some seconds, and looks at a life. */
async function town() {
  await view(page, 2);
  await page.locator("main canvas").first().waitFor();
  await page.locator("main button").filter({ hasText: /Play|Avvia|▶/ }).first().click();
  await page.waitForTimeout(8000);
  const number = page.locator('.town-chooser input').first();
  await number.fill(String(Math.floor(Math.random() * 1000)));
  await number.press("Enter");
  await page.waitForTimeout(1500);
}

async function lessons() {
  await view(page, 0);
  await page.waitForTimeout(3000);
}

const noted = [];
const begun = performance.now();
for (let minute = 1; minute <= minutes; minute += 1) {
  while (performance.now() - begun < minute * 60_000) {
    await levers();
    await town();
    await lessons();
  }
  noted.push(await held());
  console.log(`minute ${minute}: script ${noted.at(-1)[0].toFixed(1)} MB, process ${noted.at(-1)[1].toFixed(0)} MB`);
}
await chrome.close();
const [from, to] = [noted[Math.min(1, noted.length - 1)], noted.at(-1)];
const grows = to.some((megabytes, place) => megabytes > from[place] * 1.1 + 2);
if (complaints().length > 0) console.log(complaints().join("\n"));
console.log(grows ? "it grows" : "it does not grow");
process.exit(grows || complaints().length > 0 ? 1 : 0);
