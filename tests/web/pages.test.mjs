// Every main state of the page: accessible, no wider than the screen, in both languages and both schemes.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { answer, answerAll, at, begin, elder, result } from "./flow.mjs";
import {
  address,
  atRest,
  bounded,
  browser,
  desk,
  expect,
  heading,
  isAccessible,
  isFocused,
  long,
  phone,
  picture,
  withEmptyPage,
  withPage,
} from "./page.mjs";

let chrome;
before(async () => (chrome = await browser()));
after(() => chrome?.close());

const june = { on: "30/6/2026" };

/** The instrument of a number, on the pane of the law. */
const instrument = (page, number) =>
  page.locator(".instrument").filter({ has: page.locator(".instrument-number", { hasText: number }) });

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
      const closed = page.locator("details.why:not([open]) > summary");
      await expect.poll(() => page.locator("details.why > summary").count(), "reasons").toBeGreaterThan(0);
      for (const reason of await page.locator("details.why > summary").all()) await reason.click();
      await expect(closed).toHaveCount(0);
    },
  },
  simulate: { path: "#/mo-phong", reach: (page) => page.locator("#run").waitFor() },
  "simulate-done": {
    path: "#/mo-phong",
    reach: async (page) => {
      await page.locator("#run").waitFor();
      await page.locator("#year").selectOption("2022");
      await page.locator("#run").click();
      await page.locator("#result-heading").waitFor(long);
      await page.locator("#run").waitFor();
      await isFocused(page, "result-heading");
    },
  },
  draft: { path: "#/chinh-sach", reach: (page) => page.locator(".tests .verdict-yes").first().waitFor() },
  law: {
    path: "#/luat",
    reach: async (page) => {
      await page.locator("#law-count").waitFor();
      const decree = instrument(page, /^20\/2021\/NĐ-CP$/);
      await decree.locator("summary").click();
      await expect(decree).toHaveAttribute("open", "");
    },
  },
  lost: { path: "#/khong-co", reach: async () => {} },
};

for (const [name, { path, reach }] of Object.entries(states)) {
  for (const viewport of [phone, desk]) {
    test(`${name} at ${viewport.width} pixels is accessible, light and dark, in both languages`, bounded, () =>
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
        await expect(page.locator("main")).toHaveText(/[^]{21}/, { useInnerText: true });
      }));
  }
}

test("the doors of the home page lead where they say", bounded, () =>
  withPage(chrome, {}, async (page) => {
    for (const [link, title] of [
      ["Bắt đầu kiểm tra", "Bạn kiểm tra cho ai?"],
      ["Mở: Ước tính ngân sách", "Ước tính ngân sách"],
      ["Mở: Soạn chính sách", "Soạn chính sách"],
    ]) {
      await page.getByRole("link", { name: link }).click();
      await page.locator("#page-heading", { hasText: title }).waitFor();
      await isFocused(page, "page-heading");
      await expect(page).toHaveTitle(`${title} – An Sinh`);
      await page.getByRole("link", { name: "An Sinh – trang đầu" }).click();
      await page.locator("#page-heading", { hasText: "trợ giúp gì" }).waitFor();
    }
  }));

test("the law tells which articles are rules, which are not, and why", bounded, () =>
  withPage(chrome, {}, async (page) => {
    await page.getByRole("link", { name: "Luật nào đã có, điều nào chưa" }).click();
    await expect(heading(page)).toHaveText("Luật đã đưa vào");
    const decree = instrument(page, /^20\/2021\/NĐ-CP$/);
    await decree.locator("summary").click();
    const rules = decree.locator("h3", { hasText: "Đã thành quy tắc" }).locator("+ dl");
    await expect(rules.locator("dt", { hasText: /^Điều 5$/ })).toHaveCount(1);
    const outside = decree.locator("h3", { hasText: "Ngoài phạm vi" }).locator("+ dl");
    await expect(outside.locator("dd").first()).toHaveText(/\S{2,}/);
    await expect(decree.locator("h3", { hasText: "Chưa kê" })).toHaveCount(0);
  }));

test("on a phone the menu opens, leads on and closes", bounded, () =>
  withPage(chrome, { viewport: phone }, async (page) => {
    const menu = page.getByRole("button", { name: "Mục lục" });
    const links = page.getByRole("navigation").getByRole("link");
    await expect(menu).toHaveAttribute("aria-expanded", "false");
    await expect(links).toHaveCount(0);
    await menu.click();
    await expect(menu).toHaveAttribute("aria-expanded", "true");
    await expect(links).toHaveCount(4);
    await isAccessible(page, "the open menu");
    await page.getByRole("link", { name: "Mô phỏng" }).click();
    await expect(heading(page)).toHaveText("Ước tính ngân sách");
    await expect(menu).toHaveAttribute("aria-expanded", "false");
    await expect(links).toHaveCount(0);
  }));

test("every control is large enough to hit", bounded, () =>
  withPage(chrome, { viewport: phone }, async (page) => {
    await atRest(page);
    const small = () =>
      page.evaluate(() =>
        [...document.querySelectorAll("a, button, input, select, summary")]
          .map((control) => [control.outerHTML.slice(0, 80), control.getBoundingClientRect()])
          .filter(([, box]) => box.height > 0 && (box.height < 24 || box.width < 24))
          .map(([html]) => html)
          .filter((html) => !html.includes("skip")),
      );
    await expect.poll(small, "controls that are too small").toEqual([]);
  }));

test("nothing may be fetched from elsewhere: the policy is in the header and in the page", bounded, async () => {
  const response = await fetch(address);
  const policy = response.headers.get("content-security-policy");
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /connect-src 'self'/);
  const page = await response.text();
  assert.match(page, /http-equiv="Content-Security-Policy"[^]*connect-src 'self'/);
  assert.doesNotMatch(page, /style="/);
});

test("a browser cannot be made to talk to another host", bounded, () =>
  withEmptyPage(chrome, {}, async (page) => {
    await page.goto(address);
    const refused = await page.evaluate(async () => {
      const violation = new Promise((told) =>
        document.addEventListener("securitypolicyviolation", (event) => told(event.violatedDirective)),
      );
      await fetch("https://example.invalid/").catch(() => {});
      const nothing = new Promise((told) => setTimeout(told, 60_000, "no violation in a minute"));
      return Promise.race([violation, nothing]);
    });
    assert.equal(refused, "connect-src");
  }));

test("when a file of the page is missing, a message says what to do", bounded, () =>
  withEmptyPage(chrome, {}, async (page) => {
    await page.route("**/page_bg.wasm", (route) => route.abort());
    await page.goto(address);
    await page.locator("#boot-failure").waitFor();
    await expect(page.locator("#boot-loading")).toHaveCount(0);
  }));

test("when the worker is missing, the page says so and stays usable", bounded, () =>
  withEmptyPage(chrome, {}, async (page) => {
    await page.route("**/worker_bg.wasm", (route) => route.abort());
    await page.goto(address);
    await page.getByText("Phần tính toán đã dừng").waitFor();
    await page.getByRole("button", { name: "English" }).click();
    await page.getByText("The calculation stopped").waitFor();
  }));

test("a result prints in black on white with its reasons open", bounded, () =>
  withPage(chrome, { path: "#/kiem-tra" }, async (page) => {
    await begin(page, june);
    await answerAll(page, elder);
    await result(page);
    await page.emulateMedia({ media: "print" });
    await expect(page.locator(".header")).toBeHidden();
    await expect(page.getByRole("button", { name: "In hoặc lưu PDF" })).toBeHidden();
    await expect(page.locator(".verdict").first()).toBeVisible();
    await picture(page, "print");
  }));
