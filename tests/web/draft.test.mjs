// The policy text: complaints, their places, tests of the text, and the ways back.

import { after, before, test } from "node:test";
import { rewrite } from "./flow.mjs";
import { bounded, browser, expect, isFocused, picture, withPage } from "./page.mjs";

let chrome;
before(async () => (chrome = await browser()));
after(() => chrome?.close());

const draft = { path: "#/chinh-sach" };
const passed = ".tests .verdict-yes";
const failed = ".tests .verdict-no";
const text = "#policy-text";

const ready = (page) => page.locator(passed).first().waitFor();
const count = (page) => page.locator("#draft-count");

test("the original text has no complaint and all its tests pass", bounded, () =>
  withPage(chrome, draft, async (page) => {
    await ready(page);
    await expect(count(page)).toHaveText("Văn bản không có lỗi.");
    await expect.poll(() => page.locator(passed).count(), "tests passed").toBeGreaterThanOrEqual(5);
    await expect(page.locator(failed)).toHaveCount(0);
    await picture(page, "draft");
  }));

test("a mistake is complained of, and its place is one press away", bounded, () =>
  withPage(chrome, draft, async (page) => {
    await ready(page);
    const broken = await rewrite(page, "tỉnh của hộ = cà_mau", "tỉnh của hộ = cà_máu");
    await page.locator(".complaint").first().waitFor();
    await expect(count(page)).toHaveText(/[1-9]\d* lỗi/);
    await picture(page, "draft-error");
    await page.locator(".complaint .link").first().click();
    const selected = () =>
      page.locator(text).evaluate((area) => area.value.slice(area.selectionStart, area.selectionEnd));
    await expect.poll(selected, "what is selected").toBe("cà_máu");
    await isFocused(page, "policy-text");
    await page.getByRole("button", { name: "English" }).click();
    await expect(count(page)).toHaveText(/errors/);
    await expect(page.locator(text)).toHaveValue(broken);
  }));

test("a draft with errors is not simulated, and the button says why", bounded, () =>
  withPage(chrome, draft, async (page) => {
    await ready(page);
    await page.locator(text).fill("ngôn ngữ vi ấn bản 2026\n\nmô đun\n");
    await page.locator(".complaint").first().waitFor();
    const button = page.getByRole("button", { name: "Mô phỏng với bản nháp này" });
    await expect(button).toHaveAttribute("aria-disabled", "true");
    await page.getByText("Sửa hết lỗi để mô phỏng").waitFor();
    await button.click({ force: true });
    await isFocused(page, "draft-count");
    await expect(page).toHaveURL(/chinh-sach$/);
  }));

test("a changed figure fails a test of the text", bounded, () =>
  withPage(chrome, draft, async (page) => {
    await ready(page);
    await rewrite(page, "từ 2021-01-01: 1.5", "từ 2021-01-01: 2.5");
    await page.locator(failed).first().waitFor();
    await expect(page.locator(".test-message").first()).toHaveText(/kết quả là/);
  }));

test("a draft survives a reload; going back to the original can be undone", bounded, () =>
  withPage(chrome, draft, async (page) => {
    await ready(page);
    const original = await page.locator(text).inputValue();
    await page.locator(text).fill(`${original}\n# ghi thêm\n`);
    await expect.poll(() => page.evaluate(() => localStorage.getItem("ansinh.draft")), "kept").toContain("ghi thêm");
    await page.reload();
    await ready(page);
    await expect(page.locator(text)).toHaveValue(/ghi thêm/);
    await page.getByRole("button", { name: "Trở về văn bản gốc" }).click();
    await expect(page.locator(text)).toHaveValue(original);
    await page.getByRole("button", { name: "Lấy lại bản nháp vừa bỏ" }).click();
    await expect(page.locator(text)).toHaveValue(/ghi thêm/);
  }));

test("only the last of several quick changes is examined", bounded, () =>
  withPage(chrome, draft, async (page) => {
    await ready(page);
    await page.locator(text).focus();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("\n# nhanh", { delay: 20 });
    await expect(page.locator(text)).toHaveValue(/# nhanh$/);
    // Only a text that was examined as it stands can be simulated.
    const button = page.getByRole("button", { name: "Mô phỏng với bản nháp này" });
    await expect(button).toHaveAttribute("aria-disabled", "false");
    await expect(count(page)).toHaveText("Văn bản không có lỗi.");
    await ready(page);
  }));
