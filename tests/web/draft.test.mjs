// The policy text: complaints, their places, tests of the text, and the ways back.

import { after, before, test } from "node:test";
import { rewrite } from "./flow.mjs";
import { bounded, browser, expect, isFocused, long, picture, withPage } from "./page.mjs";

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

/** The original text with one more definition at its end. */
const withDefinition = (original, condition) => `${original}\nđịnh nghĩa lồng của người: có/không\n  là ${condition}\n`;
const tooDeep = ".complaint-code >> text=nested-too-deeply";

test("nesting ends at the same depth as outside of a browser", bounded, () =>
  withPage(chrome, draft, async (page) => {
    await ready(page);
    const original = await page.locator(text).inputValue();
    const nested = (times) => "(".repeat(times) + "đang_mang_thai" + ")".repeat(times);
    await page.locator(text).fill(withDefinition(original, nested(65)));
    await page.locator(tooDeep).waitFor(long);
    await page.locator(text).fill(withDefinition(original, nested(64)));
    await expect(page.locator(tooDeep)).toHaveCount(0, long);
    await ready(page);
    await expect(count(page)).not.toHaveText(/[1-9]\d* lỗi/);
  }));

// Chromium takes a minute to lay out a line of a million letters; the nesting itself is examined in half a second.
test("any nesting that is far too deep is refused, and the page goes on", bounded, () =>
  withPage(chrome, draft, async (page) => {
    await ready(page);
    const original = await page.locator(text).inputValue();
    for (const [times, open, close] of [
      [100_000, "(", ")"],
      [10_000, "tất cả (", ")"],
      [5000, "tồn tại c trong thành_viên với điều kiện ", ""],
      [10_000, "không phải ", ""],
      [100_000, "- ", ""],
      [5000, "đang_mang_thai và ", ""],
      [5000, "đang_mang_thai = ", ""],
    ]) {
      const deep = open.repeat(times) + "đang_mang_thai" + close.repeat(times);
      await page.locator(text).fill(withDefinition(original, deep));
      await expect(count(page)).toHaveText(/[1-9]\d* lỗi/, long);
      await page.locator(text).fill(original);
      await expect(count(page)).toHaveText("Văn bản không có lỗi.", long);
    }
    await ready(page);
  }));

test("a chain of definitions as deep as the language allows is read and run, a deeper one refused", bounded, () =>
  withPage(chrome, draft, async (page) => {
    await ready(page);
    const original = await page.locator(text).inputValue();
    const chain = (length) => {
      const head = `${original}\nđịnh nghĩa a0 của người: có/không\n  là đang_mang_thai\n`;
      const link = (at) => `định nghĩa a${at} của người: có/không\n  là ${"không phải (".repeat(60)}a${at - 1}${")".repeat(60)}\n`;
      const use = `\nkiểm thử "sâu"\n  vào ngày 2024-07-01\n  cho người an\n    đang_mang_thai = có\n  kỳ vọng a${length - 1} của an\n`;
      return head + Array.from({ length: length - 1 }, (_, at) => link(at + 1)).join("") + use;
    };
    await page.locator(text).fill(chain(22));
    await page.locator(passed, { hasText: "Đạt" }).first().waitFor(long);
    await page.locator(".tests li", { hasText: "sâu" }).locator(".verdict-yes").waitFor(long);
    await page.locator(text).fill(chain(40));
    await expect(count(page)).toHaveText(/[1-9]\d* lỗi/, long);
    await page.locator(text).fill(original);
    await expect(count(page)).toHaveText("Văn bản không có lỗi.", long);
  }));
