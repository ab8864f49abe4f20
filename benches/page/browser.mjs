// The page in a browser: how soon it shows something, how soon it can be used, and how long a lever takes to redraw.

import { statSync } from "node:fs";
import { FROM_DISK, browser, opened } from "../../web/test/browser.mjs";
import { PAGE } from "../../web/test/shared.mjs";
import { about } from "../../web/test/source.mjs";

const TIMES = 9;
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const told = (values) => `median ${median(values).toFixed(0)} ms (${Math.min(...values).toFixed(0)} to ${Math.max(...values).toFixed(0)}, ${values.length} times)`;

console.log(`size: ${(statSync(PAGE).size / 1e6).toFixed(2)} MB`);

const chrome = await browser();
const start = { paint: [], ready: [] };
for (let turn = 0; turn < 7; turn += 1) {
  const begun = performance.now();
  const { page, context } = await opened(chrome);
  await page.locator(".lesson-card").first().waitFor();
  start.ready.push(performance.now() - begun);
  start.paint.push(await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN));
  await context.close();
}
console.log(`first paint, from the disk: ${told(start.paint)}`);
console.log(`lessons there, a new window opened included: ${told(start.ready)}`);

/** Milliseconds from a lever that is moved to lines that are new, as the page's picture shows them. */
async function moved(page, place) {
  const times = [];
  for (let turn = 0; turn < TIMES; turn += 1) {
    // All worlds are there, so that nothing else is being done.
    await page.locator(".play-live").filter({ hasText: /12 of 12/ }).waitFor({ timeout: 120_000 });
    times.push(
      await page.evaluate(
        ([place, turn]) =>
          new Promise((done) => {
            const lever = document.querySelectorAll('main input[type="range"]')[place];
            const lines = () => [...document.querySelectorAll("main svg path")].map((one) => one.getAttribute("d")).join();
            const before = lines();
            const begun = performance.now();
            lever.value = String(Number(lever.value) + Number(lever.step) * (turn % 2 === 0 ? -3 : 3));
            lever.dispatchEvent(new Event("input", { bubbles: true }));
            const look = () => (lines() === before ? requestAnimationFrame(look) : done(performance.now() - begun));
            requestAnimationFrame(look);
          }),
        [place, turn],
      ),
    );
  }
  return times;
}

const { page } = await opened(chrome, `${FROM_DISK}#v=1&mutua=${about.version}&lang=en&view=play`);
await page.locator(".play-live").waitFor();
console.log(`${about.version}: four regimes of 1,000 people, 5 + 10 years, from a lever moved to new lines`);
// Of levers that change numbers alone: one that changes a way of help changes its name in the picture at once.
for (const [place, name] of [[4, "workers"], [6, "cost of not being heard"]]) {
  console.log(`${name}: ${told(await moved(page, place))}`);
}
await chrome.close();
