// The policy text: complaints, their places, tests of the text, and the ways back.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, isFocused, picture, withPage } from "./page.mjs";

let chrome;
before(async () => (chrome = await browser()));
after(() => chrome?.close());

const draft = { path: "#/chinh-sach" };
const passed = ".tests .verdict-yes";
const failed = ".tests .verdict-no";
const text = "#policy-text";

const ready = (page) => page.locator(passed).first().waitFor();

test("the original text has no complaint and all its tests pass", () =>
  withPage(chrome, draft, async (page) => {
    await ready(page);
    assert.equal(await page.locator("#draft-count").innerText(), "Văn bản không có lỗi.");
    assert.ok((await page.locator(passed).count()) >= 5);
    assert.equal(await page.locator(failed).count(), 0);
    await picture(page, "draft");
  }));

test("a mistake is complained of, and its place is one press away", () =>
  withPage(chrome, draft, async (page) => {
    await ready(page);
    const broken = (await page.locator(text).inputValue()).replace("tỉnh của hộ = cà_mau", "tỉnh của hộ = cà_máu");
    await page.locator(text).fill(broken);
    await page.locator(".complaint").first().waitFor();
    assert.match(await page.locator("#draft-count").innerText(), /[1-9]\d* lỗi/);
    await picture(page, "draft-error");
    await page.locator(".complaint .link").first().click();
    const selected = await page.locator(text).evaluate((area) => area.value.slice(area.selectionStart, area.selectionEnd));
    assert.equal(selected, "cà_máu");
    await isFocused(page, "policy-text");
    await page.getByRole("button", { name: "English" }).click();
    assert.match(await page.locator("#draft-count").innerText(), /errors/);
    assert.equal(await page.locator(text).inputValue(), broken);
  }));

test("a draft with errors is not simulated, and the button says why", () =>
  withPage(chrome, draft, async (page) => {
    await ready(page);
    await page.locator(text).fill("ngôn ngữ vi ấn bản 2026\n\nmô đun\n");
    await page.locator(".complaint").first().waitFor();
    const button = page.getByRole("button", { name: "Mô phỏng với bản nháp này" });
    assert.equal(await button.getAttribute("aria-disabled"), "true");
    await page.getByText("Sửa hết lỗi để mô phỏng").waitFor();
    await button.click({ force: true });
    assert.match(page.url(), /chinh-sach$/);
  }));

test("a changed figure fails a test of the text", () =>
  withPage(chrome, draft, async (page) => {
    await ready(page);
    const changed = (await page.locator(text).inputValue()).replace("từ 2021-01-01: 1.5", "từ 2021-01-01: 2.5");
    await page.locator(text).fill(changed);
    await page.locator(failed).first().waitFor();
    assert.match(await page.locator(".test-message").first().innerText(), /kết quả là/);
  }));

test("a draft survives a reload; going back to the original can be undone", () =>
  withPage(chrome, draft, async (page) => {
    await ready(page);
    const original = await page.locator(text).inputValue();
    await page.locator(text).fill(`${original}\n# ghi thêm\n`);
    await page.waitForFunction(() => localStorage.getItem("ansinh.draft")?.includes("ghi thêm"));
    await page.reload();
    await ready(page);
    assert.match(await page.locator(text).inputValue(), /ghi thêm/);
    await page.getByRole("button", { name: "Trở về văn bản gốc" }).click();
    assert.equal(await page.locator(text).inputValue(), original);
    await page.getByRole("button", { name: "Lấy lại bản nháp vừa bỏ" }).click();
    assert.match(await page.locator(text).inputValue(), /ghi thêm/);
  }));

test("only the last of several quick changes is examined", () =>
  withPage(chrome, draft, async (page) => {
    await ready(page);
    await page.locator(text).focus();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("\n# nhanh", { delay: 20 });
    await page.waitForFunction(() => document.querySelector("#draft-count").innerText === "Văn bản không có lỗi.");
    await ready(page);
  }));
