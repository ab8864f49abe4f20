// The page as a whole, in a browser: it asks nobody for anything, is there for everybody, and a link to it is an experiment.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { program } from "./shared.mjs";
import { LANGUAGES } from "./source.mjs";
import { FROM_DISK, PSEUDO, VIEWS, barriers, browser, clipped, opened, served, unsaid, unsaidIn, view } from "./browser.mjs";

let chrome;
before(async () => {
  chrome = await browser();
});
after(() => chrome.close());

/** Waits until something was found: everywhere but in the list of lessons and in the form a picture says so. */
async function settled(page) {
  await page.waitForTimeout(300);
  await page.locator("main svg, main canvas").first().waitFor({ timeout: 60_000 });
}

/** The hashes of the final states, as the play view shows them once all worlds are there. */
async function hashes(page, runs) {
  const shown = page.locator("main code").filter({ hasText: /^[0-9a-f]{16}$/ });
  await shown.nth(runs - 1).waitFor({ state: "attached", timeout: 120_000 });
  return shown.allTextContents();
}

test("it opens from the disk and from a server, and asks nobody for anything", async () => {
  const server = await served();
  for (const url of [FROM_DISK, server.url]) {
    const { page, context, complaints } = await opened(chrome, url);
    for (const place of VIEWS.keys()) {
      await view(page, place);
      await settled(page);
    }
    assert.deepEqual(complaints(), [], url);
    await context.close();
  }
  server.close();
});

for (const language of LANGUAGES) {
  for (const colorScheme of ["light", "dark"]) {
    test(`axe-core finds nothing: ${language}, ${colorScheme}`, async () => {
      const { page, context } = await opened(chrome, FROM_DISK, { colorScheme, locale: language });
      assert.equal(await page.evaluate(() => document.documentElement.lang), language);
      for (const [place, name] of VIEWS.entries()) {
        await view(page, place);
        await settled(page);
        await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
        assert.deepEqual(await barriers(page), [], name);
        assert.deepEqual(await unsaid(page), [], name);
      }
      await context.close();
    });
  }
}

test("a place that nothing stands for, and a key, are seen", () => {
  assert.deepEqual(unsaidIn("Of {people} people: lesson.two-doors.more, mutua-page.toml."), ["{people}", "lesson.two-doors.more"]);
  assert.deepEqual(unsaidIn("The lesson. Over 5 worlds."), []);
});

test("nothing is cut or stands out of the window: on a phone, at 200 %, in long texts", async () => {
  const windows = {
    phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    "small phone": { viewport: { width: 320, height: 640 } },
    // What a window of 1280 is at 200 %.
    "200 %": { viewport: { width: 640, height: 480 }, deviceScaleFactor: 2 },
  };
  for (const [size, options] of Object.entries(windows)) {
    for (const url of [FROM_DISK, `${PSEUDO}#v=1&mutua=0.1.0&lang=pseudo`]) {
      const { page, context } = await opened(chrome, url, { ...options, locale: "it-IT" });
      for (const [place, name] of VIEWS.entries()) {
        await view(page, place);
        await settled(page);
        await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
        assert.deepEqual(await clipped(page), [], `${size}, ${name}, ${url.slice(-16)}`);
      }
      await context.close();
    }
  }
});

test("the language is changed in place, and numbers with it", async () => {
  const { page, context } = await opened(chrome);
  await view(page, 1);
  await page.locator(".lines-when").waitFor({ timeout: 60_000 });
  assert.match(await page.locator("main").innerText(), /0\.4\d/);
  await page.getByRole("button", { name: "Italiano" }).click();
  await settled(page);
  assert.equal(await page.evaluate(() => document.documentElement.lang), "it");
  const said = await page.locator("main").innerText();
  assert.match(said, /0,4\d/);
  assert.match(said, /fiducia/i);
  assert.doesNotMatch(said, /\btrust\b/i);
  await context.close();
});

const EXPERIMENT =
  "v=1&mutua=0.1.0&lang=en&view=play&seed=7&people=300&worlds=2&weeks=104&p.voice_loss=0.5&s.hope=off&r.professional-centred.directiveness=0.25";

test("a link and a code are an experiment: opened again, they give the same numbers, and those of the program", async () => {
  const { page, context } = await opened(chrome, `${FROM_DISK}#${EXPERIMENT}`);
  const first = await hashes(page, 8);
  assert.equal(new Set(first).size, 8);

  const linked = await opened(chrome, page.url());
  assert.deepEqual(await hashes(linked.page, 8), first);
  await linked.context.close();

  // The code is copied here and pasted there.
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.locator(".page-code button").first().click();
  const code = await page.evaluate(() => navigator.clipboard.readText());
  const other = await opened(chrome);
  await other.page.locator(".page-code input").fill(code);
  await other.page.keyboard.press("Enter");
  assert.deepEqual(await hashes(other.page, 8), first);
  await other.context.close();

  // The scenario is saved, and run by the program.
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: /toml/ }).click(),
  ]);
  const { manifest } = await program(await readFile(await download.path(), "utf8"));
  assert.deepEqual(manifest.runs.map((run) => run.state_hash).sort(), [...first].sort());
  await context.close();
});

test("a broken link is told, and leads to the first page", async () => {
  for (const address of ["v=9", "v=1&mutua=0.1.0&view=dance", "v=1&mutua=0.1.0&people=3", "v=1&mutua=0.1.0&p.steak_life=2", "%%%", "v=1&mutua=0.1.0&weeks=1e9"]) {
    const { page, context, complaints } = await opened(chrome, `${FROM_DISK}#${address}`);
    await page.locator(".notice").first().waitFor();
    await page.locator(".lesson-card").first().waitFor();
    assert.deepEqual(complaints(), [], address);
    await context.close();
  }
});

test("a line is drawn with keys, revealed, and said to lie where it lies", async () => {
  const { page, context, complaints } = await opened(chrome, `${FROM_DISK}#v=1&mutua=0.1.0&lang=en&view=play&worlds=3&people=300`);
  await page.getByRole("button", { name: /predict/i }).click();
  await page.locator(".pad-handle").first().waitFor({ timeout: 60_000 });
  await page.locator(".pad-handle").first().focus();
  for (let year = 0; year < 10; year += 1) {
    await page.keyboard.press("ArrowRight");
    for (let steps = 0; steps < 3; steps += 1) await page.keyboard.press("ArrowUp");
  }
  await page.getByRole("button", { name: /reveal/i }).click();
  await page.locator(".verdict li").first().waitFor({ timeout: 60_000 });
  const said = (await page.locator(".verdict li").allTextContents()).join(" ");
  assert.match(said, /year|band|gap|above|below/);
  // The address follows a little later.
  await page.waitForURL(/guess=1,.*revealed=yes/);
  assert.deepEqual(await barriers(page), []);
  assert.deepEqual(complaints(), []);
  await context.close();
});

test("a town plays, stops and tells a life, by keys alone", async () => {
  const { page, context, complaints } = await opened(chrome, `${FROM_DISK}#v=1&mutua=0.1.0&lang=en&view=town&people=300`);
  await page.locator("main canvas").first().waitFor({ timeout: 60_000 });
  // A picture every four weeks.
  const week = async () => 4 * Number(await page.locator('.town-player input[type="range"]').first().inputValue());
  await page.locator('.town-player input[type="range"]').first().focus();
  await page.keyboard.press("End");
  assert.equal(await week(), 520);
  await page.keyboard.press("Home");
  assert.equal(await week(), 0);
  await page.locator(".town-player button").first().focus();
  await page.keyboard.press("Enter");
  await page.waitForTimeout(1500);
  await page.keyboard.press("Enter");
  const stopped = await week();
  assert.ok(stopped > 0 && stopped < 520, `${stopped}`);
  await page.waitForTimeout(600);
  assert.equal(await week(), stopped);
  await page.locator('.town-chooser input').first().focus();
  await page.keyboard.type("17");
  await page.keyboard.press("Enter");
  await page.getByText(/person 17/i).first().waitFor({ timeout: 60_000 });
  assert.deepEqual(await barriers(page), []);
  assert.deepEqual(complaints(), []);
  await context.close();
});
