// Makes the pictures of the page in docs/pictures: its views, and what each lesson says at the end of its run.
//
//   web/build && node web/pictures.mjs
//
// Needs Chromium. They are of a window of 1,000 by 800, once everything that is asked for is there.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { FROM_DISK, browser, opened } from "./test/browser.mjs";
import { WEB } from "./test/shared.mjs";
import { about, source } from "./test/source.mjs";

const FOLDER = join(WEB, "../docs/pictures");
const { LESSONS, stepsOf } = await source(`
  export { LESSONS } from "./src/lessons/lessons";
  export { stepsOf } from "./src/lessons/lesson";
`);
const chrome = await browser();
await mkdir(FOLDER, { recursive: true });

/** A picture of the page at an address, after `ready`. */
async function picture(name, address, ready, height = 800) {
  const start = `${FROM_DISK}#v=1&mutua=${about.version}&lang=en${address}`;
  const { page, context } = await opened(chrome, start, { viewport: { width: 1000, height } });
  await ready(page);
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
  await context.close();
  console.log(name);
}

/** All worlds are there. */
const whole = (page) => page.waitForFunction(() => {
  const progress = [...document.querySelectorAll("main progress")];
  return progress.length > 0 && progress.every((one) => one.value >= one.max);
}, undefined, { timeout: 300_000 });

await picture("lessons", "", (page) => page.waitForTimeout(9000));
await picture("play", "&view=play", (page) => page.locator(".play-live").filter({ hasText: "12 of 12" }).waitFor({ timeout: 120_000 }));
await picture("town", "&view=town&town.week=208&people=2000", async (page) => {
  await page.locator("main canvas").first().waitFor({ timeout: 60_000 });
  await page.waitForTimeout(3000);
});
await picture("build", "&view=build", (page) => page.waitForTimeout(9000));
for (const [place, lesson] of LESSONS.entries()) {
  const steps = stepsOf(lesson);
  const step = Math.max(steps.indexOf("run"), 0);
  await picture(`lesson-${place + 1}-${lesson.name}`, `&lesson=${lesson.name}&step=${step}`, (page) => (steps.includes("run") ? whole(page) : page.waitForTimeout(2000)), 1100);
}
await chrome.close();
