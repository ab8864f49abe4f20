// Every lesson, from its question to its end: with the mouse in English, with the keyboard alone in every other language.
// SHOTS=FOLDER keeps a picture of each step.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { FROM_DISK, barriers, browser, clipped, opened, unsaid } from "./browser.mjs";
import { LANGUAGES, source } from "./source.mjs";

const { LESSONS, stepsOf } = await source(`
  export { LESSONS } from "./src/lessons/lessons";
  export { stepsOf } from "./src/lessons/lesson";
`);
const SHOTS = process.env.SHOTS;
/** Runs of a lesson take seconds, on a busy machine many. */
const LONG = { timeout: 240_000 };

let chrome;
before(async () => {
  chrome = await browser();
});
after(() => chrome.close());

/** What somebody does, by mouse or by keys: presses something, and says what they expect. */
const BY_MOUSE = {
  press: (_, locator) => locator.click(),
  async expect(page, kind) {
    if (kind === "choice") await page.locator(".lesson-choice").nth(1).click();
    if (kind === "order") await page.locator(".lesson-order button").nth(1).click();
    if (kind === "line") {
      const box = await page.locator(".pad").boundingBox();
      const at = (x, y) => [box.x + box.width * x, box.y + box.height * y];
      await page.mouse.move(...at(0.02, 0.5));
      await page.mouse.down();
      await page.mouse.move(...at(0.5, 0.3), { steps: 8 });
      await page.mouse.move(...at(0.98, 0.7), { steps: 8 });
      await page.mouse.up();
    }
    if (kind === "curve") await page.locator(".dose-drawn").click({ position: { x: 200, y: 100 } });
    if (kind === "share") await page.locator('main input[type="range"]').first().click();
  },
};

const BY_KEYS = {
  async press(page, locator) {
    await reach(page, locator);
    await page.keyboard.press("Enter");
  },
  async expect(page, kind) {
    const key = { choice: "Space", order: "Enter", line: "ArrowUp", curve: "ArrowUp", share: "ArrowUp" }[kind];
    const what = {
      choice: ".lesson-choice input",
      order: ".lesson-order li:nth-child(2) button",
      line: ".pad-handle",
      curve: 'main input[type="range"]',
      share: 'main input[type="range"]',
    }[kind];
    if (kind === "curve") await BY_KEYS.press(page, page.locator(".lesson-curve summary"));
    await reach(page, page.locator(what).first());
    await page.keyboard.press(key);
    if (kind === "line") for (const more of ["ArrowRight", "ArrowDown", "End", "ArrowUp"]) await page.keyboard.press(more);
  },
};

/** Goes to an element with the Tab key, as somebody does who cannot point. */
async function reach(page, locator) {
  for (let presses = 0; presses < 120; presses += 1) {
    if (await locator.evaluate((element) => element === document.activeElement)) {
      const ring = await locator.evaluate((element) => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
        return (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none";
      });
      // The circle of a radio button may show it on what is around it.
      const around = await locator.evaluate((element) => element.closest(":focus-within")?.matches("label, .pad, li, g, svg") ?? false);
      assert.ok(ring || around, "one sees where one is");
      return;
    }
    await page.keyboard.press("Tab");
  }
  assert.fail(`the Tab key does not lead to ${locator}`);
}

async function plays(lesson, how, language) {
  const { page, context, complaints } = await opened(chrome, FROM_DISK, { locale: language });
  const place = LESSONS.indexOf(lesson);
  await how.press(page, page.locator(".lesson-card").nth(place));
  const steps = stepsOf(lesson);
  for (const [at, step] of steps.entries()) {
    await page.waitForFunction((at) => document.querySelectorAll(".progress button")[at]?.getAttribute("aria-current") === "step", at);
    if (step === "expect") {
      if (lesson.expectation.kind === "line") await page.locator(".pad").waitFor(LONG);
      await how.expect(page, lesson.expectation.kind);
    }
    if (step === "run") await page.locator(".answer p").first().waitFor(LONG);
    if (step === "hangs") {
      await page.locator(".side-by-side .card p").first().waitFor(LONG);
      await how.press(page, page.locator(".hangs button").first());
      await page.locator(".answer p").first().waitFor(LONG);
    }
    assert.deepEqual(await unsaid(page), [], `${lesson.name}, ${step}, ${language}`);
    if (how === BY_MOUSE) {
      assert.deepEqual(await barriers(page), [], `${lesson.name}, ${step}`);
      assert.deepEqual(await clipped(page), [], `${lesson.name}, ${step}`);
    }
    if (SHOTS) {
      await mkdir(SHOTS, { recursive: true });
      await page.screenshot({ path: join(SHOTS, `${language}-${place + 1}-${lesson.name}-${at + 1}-${step}.png`), fullPage: true });
    }
    if (at + 1 < steps.length) await how.press(page, page.locator(".lesson-way button").last());
  }
  await how.press(page, page.locator(".lesson-end button").last());
  await page.locator(lesson.leads === "build" ? ".build" : ".play").first().waitFor({ timeout: 60_000 });
  assert.deepEqual(complaints(), []);
  await context.close();
}

for (const lesson of LESSONS) {
  for (const language of LANGUAGES) {
    const name = new Intl.DisplayNames(["en"], { type: "language" }).of(language);
    if (language === "en") test(`by mouse, in ${name}: ${lesson.name}`, () => plays(lesson, BY_MOUSE, language));
    else test(`by keyboard alone, in ${name}: ${lesson.name}`, () => plays(lesson, BY_KEYS, language));
  }
}
