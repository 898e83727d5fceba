// Every main state of the page: accessible, no wider than the screen, in both languages and both schemes.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { answer, answerAll, at, begin, elder, result } from "./flow.mjs";
import { address, browser, desk, heading, isAccessible, isFocused, phone, picture, withPage } from "./page.mjs";

let chrome;
before(async () => (chrome = await browser()));
after(() => chrome?.close());

const june = { on: "30/6/2026" };
const patience = { timeout: 180_000 };

/** The states, each with the way to it. */
const states = {
  home: { path: "", reach: async () => {} },
  start: { path: "#/kiem-tra", reach: (page) => page.locator("#benefit-monthly_allowance").waitFor() },
  question: { path: "#/kiem-tra", reach: (page) => begin(page, june) },
  choice: {
    path: "#/kiem-tra",
    reach: async (page) => {
      await begin(page, june);
      await answer(page, elder);
      await at(page, "#/kiem-tra/2");
    },
  },
  review: {
    path: "#/kiem-tra",
    reach: async (page) => {
      await begin(page, june);
      await answerAll(page, elder);
    },
  },
  result: {
    path: "#/kiem-tra",
    reach: async (page) => {
      await begin(page, june);
      await answerAll(page, elder);
      await result(page);
      for (const reason of await page.locator("details.why > summary").all()) await reason.click();
    },
  },
  simulate: { path: "#/mo-phong", reach: (page) => page.locator("#run").waitFor() },
  "simulate-done": {
    path: "#/mo-phong",
    reach: async (page) => {
      await page.locator("#run").waitFor();
      await page.locator("#year").selectOption("2022");
      await page.locator("#run").click();
      await page.locator("#result-heading").waitFor(patience);
    },
  },
  draft: { path: "#/chinh-sach", reach: (page) => page.locator(".tests .verdict-yes").first().waitFor() },
  lost: { path: "#/khong-co", reach: async () => {} },
};

for (const [name, { path, reach }] of Object.entries(states)) {
  for (const viewport of [phone, desk]) {
    test(`${name} at ${viewport.width} pixels is accessible, light and dark, in both languages`, patience, () =>
      withPage(chrome, { path, viewport }, async (page) => {
        await reach(page);
        await isAccessible(page, name);
        await picture(page, name);
        await page.emulateMedia({ colorScheme: "dark" });
        await isAccessible(page, `${name}, dark`);
        await picture(page, `${name}-dark`);
        await page.emulateMedia({ colorScheme: "light" });
        await page.getByRole("button", { name: "English" }).click();
        await page.locator("html[lang=en]").waitFor();
        await isAccessible(page, `${name}, English`);
        const words = await page.locator("main").innerText();
        assert.ok(words.length > 20);
      }));
  }
}

test("the doors of the home page lead where they say", () =>
  withPage(chrome, {}, async (page) => {
    for (const [link, title] of [
      ["Bắt đầu kiểm tra", "Bạn kiểm tra cho ai?"],
      ["Mở: Ước tính ngân sách", "Ước tính ngân sách"],
      ["Mở: Soạn chính sách", "Soạn chính sách"],
    ]) {
      await page.getByRole("link", { name: link }).click();
      await page.locator("#page-heading", { hasText: title }).waitFor();
      await isFocused(page, "page-heading");
      await page.waitForFunction((title) => document.title.startsWith(title), title);
      await page.getByRole("link", { name: "An Sinh – trang đầu" }).click();
      await page.locator("#page-heading", { hasText: "trợ giúp gì" }).waitFor();
    }
  }));

test("on a phone the menu opens, leads on and closes", () =>
  withPage(chrome, { viewport: phone }, async (page) => {
    const menu = page.getByRole("button", { name: "Mục lục" });
    assert.equal(await menu.getAttribute("aria-expanded"), "false");
    assert.equal(await page.getByRole("navigation").getByRole("link").count(), 0);
    await menu.click();
    await isAccessible(page, "the open menu");
    await page.getByRole("link", { name: "Mô phỏng" }).click();
    assert.equal(await heading(page), "Ước tính ngân sách");
    assert.equal(await menu.getAttribute("aria-expanded"), "false");
  }));

test("every control is large enough to hit", () =>
  withPage(chrome, { viewport: phone }, async (page) => {
    const small = await page.evaluate(() =>
      [...document.querySelectorAll("a, button, input, select, summary")]
        .map((control) => [control.outerHTML.slice(0, 80), control.getBoundingClientRect()])
        .filter(([, box]) => box.height > 0 && (box.height < 24 || box.width < 24))
        .map(([html]) => html)
        .filter((html) => !html.includes("skip")),
    );
    assert.deepEqual(small, []);
  }));

test("nothing may be fetched from elsewhere: the policy is in the header and in the page", async () => {
  const response = await fetch(address);
  const policy = response.headers.get("content-security-policy");
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /connect-src 'self'/);
  const page = await response.text();
  assert.match(page, /http-equiv="Content-Security-Policy"[^]*connect-src 'self'/);
  assert.doesNotMatch(page, /style="/);
});

test("a browser cannot be made to talk to another host", async () => {
  const context = await chrome.newContext();
  const page = await context.newPage();
  await page.goto(address);
  const refused = await page.evaluate(async () => {
    let violation = "";
    document.addEventListener("securitypolicyviolation", (event) => (violation = event.violatedDirective));
    await fetch("https://example.invalid/").catch(() => {});
    await new Promise((done) => setTimeout(done, 50));
    return violation;
  });
  assert.equal(refused, "connect-src");
  await context.close();
});

test("when a file of the page is missing, a message says what to do", async () => {
  const context = await chrome.newContext();
  const page = await context.newPage();
  await page.route("**/page_bg.wasm", (route) => route.abort());
  await page.goto(address);
  await page.locator("#boot-failure").waitFor();
  assert.equal(await page.locator("#boot-loading").count(), 0);
  await context.close();
});

test("when the worker is missing, the page says so and stays usable", async () => {
  const context = await chrome.newContext();
  const page = await context.newPage();
  await page.route("**/worker_bg.wasm", (route) => route.abort());
  await page.goto(address);
  await page.getByText("Phần tính toán đã dừng").waitFor();
  await page.getByRole("button", { name: "English" }).click();
  await page.getByText("The calculation stopped").waitFor();
  await context.close();
});

test("a result prints in black on white with its reasons open", () =>
  withPage(chrome, { path: "#/kiem-tra" }, async (page) => {
    await begin(page, june);
    await answerAll(page, elder);
    await result(page);
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator(".header").isVisible(), false);
    assert.equal(await page.getByRole("button", { name: "In hoặc lưu PDF" }).isVisible(), false);
    assert.ok(await page.locator(".verdict").first().isVisible());
    await picture(page, "print");
  }));
