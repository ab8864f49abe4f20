// The page as a whole, in a browser: it asks nobody for anything, is there for everybody, and a link to it is an experiment.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { FROM_DISK, PSEUDO, VIEWS, barriers, browser, clipped, opened, served, view } from "./browser.mjs";

let chrome;
before(async () => {
  chrome = await browser();
});
after(() => chrome.close());

/** Waits until something was found. */
const settled = (page) => page.waitForTimeout(1500);

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

for (const language of ["en", "it"]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`axe-core finds nothing: ${language}, ${colorScheme}`, async () => {
      const { page, context } = await opened(chrome, FROM_DISK, { colorScheme, locale: language === "en" ? "en-GB" : "it-IT" });
      assert.equal(await page.evaluate(() => document.documentElement.lang), language);
      for (const [place, name] of VIEWS.entries()) {
        await view(page, place);
        await settled(page);
        await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
        assert.deepEqual(await barriers(page), [], name);
      }
      await context.close();
    });
  }
}

test("nothing is cut or stands out of the window: on a phone, at 200 %, in long texts", async () => {
  const windows = {
    phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    "small phone": { viewport: { width: 320, height: 640 } },
    // What a window of 1280 is at 200 %.
    "200 %": { viewport: { width: 640, height: 480 }, deviceScaleFactor: 2 },
  };
  for (const [size, options] of Object.entries(windows)) {
    for (const url of [FROM_DISK, `${PSEUDO}#v=1&lang=pseudo`]) {
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
  await settled(page);
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
