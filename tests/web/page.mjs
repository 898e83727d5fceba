// A page in a real browser that fails its test on any complaint of the browser.
//
// Receives the address of the served page; hands on a page, its requests, and checks that several tests share.
// Nothing here, and nothing in a test, looks at the page only once: whatever a page is to become is waited for, and
// who waits in vain is told what was seen last.

import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import { chromium, expect as once } from "@playwright/test";

export const address = process.env.ANSINH_ADDRESS;
const screenshots = fileURLToPath(new URL("screenshots/", import.meta.url));
/** How many times slower the page is made to run; 1 is as fast as the machine is. */
const slow = Number(process.env.ANSINH_SLOW ?? 1);
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

/** How long one state of the page is waited for. Only a test that fails ever waits so long. */
const patience = 60_000;
/** How long a simulation of a province is waited for, a judgement of a whole page, or the browser itself. */
export const long = { timeout: 240_000 };
/** How long a test may take in all, so that none hangs. */
export const bounded = { timeout: 900_000 };

/** Looks at the page again and again until it is as expected. */
export const expect = once.configure({ timeout: patience });

/** Starts the browser; one for each file of tests. */
export async function browser() {
  assert.ok(address, "ANSINH_ADDRESS names no served page: run `cargo xtask test --only web`");
  assert.ok(process.env.CHROME, "CHROME names no browser");
  assert.ok(slow >= 1, "ANSINH_SLOW is a number of at least 1");
  mkdirSync(screenshots, { recursive: true });
  return chromium.launch({ executablePath: process.env.CHROME, args: flags, ...long });
}

/** Opens a fresh page, runs the test with it, and fails on anything the browser complained of. */
export async function withPage(chrome, { path = "", ...options }, test) {
  await withEmptyPage(chrome, options, async (page, requests, complaints) => {
    await page.goto(address + path);
    await page.locator("#page-heading").waitFor();
    await test(page, requests);
    assert.deepEqual(complaints, []);
    for (const request of requests) assert.ok(request.startsWith(address) || request.startsWith("data:"), request);
  });
}

/** Opens a page that shows nothing yet, and runs the test with it. A failure tells what the page showed. */
export async function withEmptyPage(chrome, { viewport = desk, scheme = "light", ...options }, test) {
  // Without motion no colour is judged, and no picture taken, half-way between two.
  const still = { reducedMotion: "reduce", acceptDownloads: false };
  const context = await chrome.newContext({ viewport, colorScheme: scheme, ...still, ...options });
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  if (slow > 1) {
    const session = await context.newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: slow });
  }
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
    await test(page, requests, complaints);
  } catch (error) {
    const body = await page.locator("body").innerText({ timeout: 5000 }).catch(() => "nothing");
    const shown = body.replace(/\s*\n\s*/g, " | ").slice(0, 1500);
    const told = `${error.message}\nat ${page.url()}\ncomplaints: ${complaints.join("; ")}\nshown: ${shown}`;
    // The stack begins with the message, and is what gets printed.
    error.stack = error.stack?.replace(error.message, () => told);
    error.message = told;
    // Says the same once more.
    delete error.matcherResult;
    throw error;
  } finally {
    await context.close();
  }
}

/** The focus comes to rest on this element. */
export async function isFocused(page, id) {
  await expect.poll(() => page.evaluate(() => document.activeElement?.id), "the id of what has the focus").toBe(id);
}

/** The rules have come, so have all fonts, and no colour is on its way to another. */
export async function atRest(page) {
  await expect(page.locator(".footer"), "the foot of the page").toContainText(/Bộ quy tắc|Rules version/);
  const loading = () =>
    page.evaluate(async () => {
      // What was just drawn asks for its fonts with the next picture.
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
      return { fonts: document.fonts.status, movements: document.getAnimations().length };
    });
  await expect.poll(loading, "the page comes to rest").toEqual({ fonts: "loaded", movements: 0 });
}

/** No violation of the accessibility rules, and nothing wider than the screen. */
export async function isAccessible(page, name) {
  await atRest(page);
  const judge = async () => {
    const { violations } = await new AxeBuilder({ page })
      .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
      .analyze();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
  };
  await expect.poll(judge, { message: `accessibility of ${name}`, ...long }).toEqual([]);
  await fits(page, name);
}

/** No horizontal scrolling of the page as a whole. */
export async function fits(page, name) {
  const tooWide = () =>
    page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return Math.max(0, scrollWidth - clientWidth);
    });
  await expect.poll(tooWide, `pixels by which ${name} is wider than the screen`).toBe(0);
}

/** A picture for people to look at. */
export async function picture(page, name) {
  const size = page.viewportSize().width;
  await page.screenshot({ path: `${screenshots}${name}-${size}.png`, fullPage: true });
}

/** The page's heading. */
export function heading(page) {
  return page.locator("#page-heading");
}
