// A page in a real browser that fails its test on any complaint of the browser.
//
// Receives the address of the served page; hands on a page, its requests, and checks that several tests share.

import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import { chromium } from "playwright-core";

export const address = process.env.ANSINH_ADDRESS;
const screenshots = fileURLToPath(new URL("screenshots/", import.meta.url));
const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const phone = { width: 360, height: 740 };
export const desk = { width: 1280, height: 900 };

/** Starts the browser; one for each file of tests. */
export async function browser() {
  assert.ok(address, "ANSINH_ADDRESS names no served page: run `cargo xtask test --only web`");
  assert.ok(process.env.CHROME, "CHROME names no browser");
  mkdirSync(screenshots, { recursive: true });
  return chromium.launch({ executablePath: process.env.CHROME, args: flags });
}

/** Opens a fresh page, runs the test with it, and fails on anything the browser complained of. */
export async function withPage(chrome, { viewport = desk, path = "", scheme = "light", ...options }, test) {
  // Without motion no colour is judged, and no picture taken, half-way between two.
  const still = { reducedMotion: "reduce", acceptDownloads: false };
  const context = await chrome.newContext({ viewport, colorScheme: scheme, ...still, ...options });
  const page = await context.newPage();
  const complaints = [];
  const requests = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`page error: ${error.message}`));
  page.on("requestfailed", (request) => complaints.push(`failed: ${request.url()}`));
  page.on("response", (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`);
  });
  context.on("request", (request) => requests.push(request.url()));
  try {
    await page.goto(address + path);
    await page.locator("#page-heading").waitFor();
    await test(page, requests).catch(async (error) => {
      const shown = await page.locator("body").innerText({ timeout: 1000 }).catch(() => "nothing");
      error.message += `\nat ${page.url()}\ncomplaints: ${complaints.join("; ")}\nshown: ${shown}`;
      throw error;
    });
    assert.deepEqual(complaints, []);
    for (const request of requests) assert.ok(request.startsWith(address) || request.startsWith("data:"), request);
  } finally {
    await context.close();
  }
}

/** The focus comes to rest on this element; it moves after the page is drawn, so it is waited for. */
export async function isFocused(page, id) {
  await page.waitForFunction((id) => document.activeElement?.id === id, id, { timeout: 10_000 });
}

/** No violation of the accessibility rules, and nothing wider than the screen. */
export async function isAccessible(page, name) {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
  assert.deepEqual(found, [], `accessibility of ${name}`);
  await fits(page, name);
}

/** No horizontal scrolling of the page as a whole. */
export async function fits(page, name) {
  const [wide, screen] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  assert.ok(wide <= screen, `${name} is ${wide} px wide on a screen of ${screen} px`);
}

/** A picture for people to look at. */
export async function picture(page, name) {
  const size = page.viewportSize().width;
  await page.screenshot({ path: `${screenshots}${name}-${size}.png`, fullPage: true });
}

/** The text of the page's heading. */
export function heading(page) {
  return page.locator("#page-heading").innerText();
}
