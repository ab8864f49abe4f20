// The page in a real browser, opened from the disk as a reader opens it.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium as launcher } from "playwright-core";
import { PAGE, WEB, chromium } from "./shared.mjs";

export const FROM_DISK = pathToFileURL(PAGE).href;
export const PSEUDO = pathToFileURL(join(WEB, "dist/mutua-pseudo.html")).href;

const AXE = await readFile(join(WEB, "node_modules/axe-core/axe.min.js"), "utf8");

/** A browser for the tests of one file. */
export async function browser() {
  return launcher.launch({ executablePath: chromium(), args: ["--no-sandbox", "--disable-dev-shm-usage"] });
}

/**
 * A page of its own. What a reader should never meet is noted and told by `complaints()`: errors, refused by the policy, and
 * requests of anything but the page itself.
 */
export async function opened(browser, url = FROM_DISK, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, locale: "en-GB", ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(`console: ${message.text()}`);
  });
  page.on("request", (request) => {
    const asked = request.url();
    const own = asked.split("#")[0] === url.split("#")[0] || asked.startsWith("blob:") || asked.startsWith("data:");
    if (!own) complaints.push(`request: ${asked}`);
  });
  await page.goto(url);
  await page.locator("main").waitFor();
  return { page, context, complaints: () => complaints };
}

/** The page from a server on this machine. */
export async function served() {
  const html = await readFile(PAGE);
  const server = createServer((request, response) => {
    if (request.url !== "/") {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(html);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

/** What axe-core finds, in words. */
export async function barriers(page) {
  // The page's policy lets no script in; the protocol of the browser does.
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(" ")}: ${node.failureSummary}`));
}

/** What stands out of the window sideways, and texts that are cut. */
export async function clipped(page) {
  return page.evaluate(() => {
    const found = [];
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.push(`the page is ${scrollWidth} wide, in a window of ${clientWidth}`);
    for (const element of document.querySelectorAll("main *, header *, footer *")) {
      const style = getComputedStyle(element);
      const hides = /hidden|clip/.test(style.overflowX) && element.clientWidth > 1;
      if (hides && element.scrollWidth > element.clientWidth + 1 && element.textContent.trim() !== "") {
        found.push(`${element.tagName} ${element.className}: ${element.textContent.trim().slice(0, 60)}`);
      }
    }
    return found;
  });
}

/** What is shown of a text that went wrong: places for values, and keys. */
export const unsaidIn = (text) =>
  [...text.matchAll(/\{\w+\}|\b(?:lesson|town|verdict|lever|chart|build|switch)\.[a-z][\w.-]+/g)].map(([found]) => found);

/** The same in a page, in what can be seen of it. */
export const unsaid = async (page) => unsaidIn(await page.evaluate(() => document.body.innerText));

/** Goes to a view by its place in the navigation. */
export async function view(page, place) {
  await page.locator("header nav a, header nav button").nth(place).click();
}

export const VIEWS = ["lessons", "play", "town", "build"];
