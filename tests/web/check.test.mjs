// The questionnaire, as a person goes through it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { answer, answerAll, at, begin, elder, result } from "./flow.mjs";
import { atRest, bounded, browser, desk, expect, heading, isFocused, phone, picture, withPage } from "./page.mjs";

let chrome;
before(async () => (chrome = await browser()));
after(() => chrome?.close());

const start = { path: "#/kiem-tra" };
const june = { on: "30/6/2026" };
/** As a person reads it: what stands in blocks of its own begins a line. */
const asRead = { useInnerText: true };

test("an old person without a pension: from the first question to an amount with its reasons", bounded, () =>
  withPage(chrome, { ...start, viewport: phone }, async (page, requests) => {
    await begin(page, june);
    await atRest(page);
    const before = requests.length;
    const asked = await answerAll(page, elder);
    await result(page);
    assert.equal(new Set(asked).size, asked.length, "a question came twice");
    const due = page.locator(".findings-due .finding").first();
    // 500,000 times 2.0: Decree 76/2024 and Decree 20/2021 article 6 clause 1 point đ.
    await expect(due).toHaveText(/Trợ cấp xã hội hằng tháng\s+1\.000\.000\u00a0đồng mỗi tháng/, asRead);
    await expect(due).toHaveText(/Bằng chữ: .+ đồng mỗi tháng/, asRead);
    await expect(due).toHaveText(/khoản 5 Điều 5 Nghị định 20\/2021/, asRead);
    await due.locator("summary").first().click();
    await expect(due.locator(".category[open] .verdict-yes").first()).toBeVisible();
    await expect.poll(() => due.locator(".category").count(), "categories").toBeGreaterThan(5);
    await expect.poll(() => due.locator(".verdict-no").count(), "conditions not met").toBeGreaterThan(0);
    await atRest(page);
    assert.equal(requests.length, before, "something was requested between the first question and the result");
    await picture(page, "result");
  }));

test("who knows nothing is told what may be due and what is still needed", bounded, () =>
  withPage(chrome, start, async (page) => {
    await begin(page, june);
    await answerAll(page, {});
    await result(page);
    const possible = page.locator(".findings-possible .finding").first();
    await expect.poll(() => possible.locator(".needs li").count(), "facts still needed").toBeGreaterThan(0);
    await expect(page.locator(".findings-due")).toHaveCount(0);
    await picture(page, "result-possible");
  }));

test("who is not entitled is told the condition that decided", bounded, () =>
  withPage(chrome, start, async (page) => {
    await begin(page, june);
    const rich = { ...elder, "sinh ngày nào": ["1", "2", "1990"], "thuộc hộ nghèo": "Không phải hộ nghèo, hộ cận nghèo", "kết hôn": "Đang có vợ hoặc chồng" };
    await answerAll(page, rich);
    await result(page);
    const finding = page.locator(".findings-not-due .finding").first();
    await expect(finding).toHaveText(/Điều kiện chưa đạt/, asRead);
    await expect.poll(() => finding.locator("li").count(), "conditions").toBeGreaterThan(0);
    await expect(finding.locator("h3 + *")).not.toHaveText(/\b0 đồng/, asRead);
    await picture(page, "result-not-due");
  }));

test("a single parent enters the children", bounded, () =>
  withPage(chrome, { ...start, viewport: phone }, async (page) => {
    await begin(page, june);
    const children = async () => {
      await page.getByRole("button", { name: "Thêm một người" }).click();
      await page.getByRole("button", { name: "Thêm một người" }).click();
      const child = page.locator(".person");
      await expect(child).toHaveCount(2);
      await page.getByRole("button", { name: "Bỏ người thứ 2" }).click();
      await expect(child).toHaveCount(1);
      await child.getByLabel("Ngày", { exact: true }).fill("5");
      await child.getByLabel("Tháng", { exact: true }).fill("9");
      await child.getByLabel("Năm", { exact: true }).fill("2015");
      await child.getByLabel("Có", { exact: true }).check();
      await picture(page, "question-people");
    };
    const parent = { ...elder, "sinh ngày nào": ["1", "2", "1990"], "Các con": children };
    await answerAll(page, parent);
    await expect(page.locator(".answers")).toHaveText(/1 người[^]*5\/9\/2015/, asRead);
    await result(page);
    await expect(page.locator(".findings-due")).toHaveText(/đồng mỗi tháng/, asRead);
  }));

test("a mistake is said, focused and described; correcting it goes on", bounded, () =>
  withPage(chrome, { ...start, viewport: phone }, async (page) => {
    await begin(page, june);
    await answer(page, { "sinh ngày nào": ["31", "2", "1950"] });
    const summary = page.locator("#problem-summary");
    await summary.waitFor();
    await isFocused(page, "problem-summary");
    await expect(page).toHaveTitle(/^Có lỗi cần sửa/);
    const day = page.getByLabel("Ngày", { exact: true });
    await expect(day).toHaveAttribute("aria-invalid", "true");
    await expect(day).toHaveAccessibleDescription(/Lịch không có ngày này/);
    await picture(page, "question-error");
    await summary.getByRole("button").click();
    await isFocused(page, "day");
    await answer(page, { "sinh ngày nào": ["3", "2", "1950"] });
    await at(page, "#/kiem-tra/2");
    await expect(page).not.toHaveTitle(/Có lỗi/);
  }));

test("nothing chosen is a mistake too, and so is nobody at the start", bounded, () =>
  withPage(chrome, start, async (page) => {
    await page.getByRole("button", { name: "Bắt đầu", exact: true }).click();
    await page.getByText("Chọn người được kiểm tra").first().waitFor();
    await begin(page, june);
    await answer(page, elder);
    await at(page, "#/kiem-tra/2");
    await page.getByRole("button", { name: "Tiếp tục" }).click();
    await isFocused(page, "problem-summary");
    await expect(page).toHaveURL(/#\/kiem-tra\/2$/);
  }));

test("Back keeps answers, and the browser's Back is the same", bounded, () =>
  withPage(chrome, start, async (page) => {
    await begin(page, june);
    await answer(page, { "sinh ngày nào": ["3", "2", "1950"] });
    await at(page, "#/kiem-tra/2");
    await page.getByRole("link", { name: "Quay lại" }).click();
    await at(page, "#/kiem-tra/1");
    await expect(page.getByLabel("Năm", { exact: true })).toHaveValue("1950");
    await page.goBack();
    await at(page, "#/kiem-tra/2");
    await page.goBack();
    await at(page, "#/kiem-tra/1");
    await expect(page.getByLabel("Tháng", { exact: true })).toHaveValue("2");
  }));

test("an answer is changed from the list and the list comes back", bounded, () =>
  withPage(chrome, start, async (page) => {
    await begin(page, june);
    await answerAll(page, elder);
    const first = page.locator(".answer").first();
    await picture(page, "review");
    await first.getByRole("link", { name: /^Sửa/ }).click();
    await at(page, "#/kiem-tra/1/sua");
    await answer(page, { "sinh ngày nào": ["", "", "1939"] });
    await at(page, "#/kiem-tra/xem-lai");
    await expect(page.locator(".answer").first()).toHaveText(/1939/, asRead);
  }));

test("answers survive a reload of the tab and are gone after a wipe", bounded, () =>
  withPage(chrome, start, async (page) => {
    await begin(page, june);
    await answerAll(page, elder);
    const answers = () => page.locator(".answers").innerText();
    const before = await answers();
    await page.reload();
    await page.locator(".answers").waitFor();
    await expect.poll(answers, "the answers after the reload").toBe(before);
    const kept = () => page.evaluate(() => localStorage.getItem("ansinh.answers"));
    await expect.poll(kept, "answers beyond the tab").toBeNull();
    await page.getByRole("button", { name: "Xoá câu trả lời" }).click();
    await at(page, "#/kiem-tra");
    await expect.poll(() => page.evaluate(() => sessionStorage.length), "what the tab keeps").toBe(0);
    await expect.poll(() => page.getByRole("radio").count(), "choices").toBeGreaterThan(0);
    await expect(page.getByRole("radio", { checked: true })).toHaveCount(0);
  }));

test("no answer is ever part of the address", bounded, () =>
  withPage(chrome, start, async (page) => {
    const addresses = [];
    page.on("framenavigated", (frame) => addresses.push(frame.url()));
    await begin(page, june);
    const asked = await answerAll(page, elder);
    await result(page);
    await expect.poll(() => addresses.length, "addresses").toBeGreaterThan(asked.length);
    for (const address of addresses) {
      assert.match(address, /#\/kiem-tra(\/(\d+|xem-lai|ket-qua))?$/);
    }
  }));

test("an official clears and starts the next person from any question", bounded, () =>
  withPage(chrome, { ...start, viewport: desk }, async (page) => {
    await begin(page, { ...june, whom: "Người dân – tôi là cán bộ hỗ trợ" });
    await answer(page, elder);
    await at(page, "#/kiem-tra/2");
    await page.getByRole("button", { name: "Xoá và bắt đầu người mới" }).click();
    await at(page, "#/kiem-tra");
    await expect(heading(page)).toHaveText("Bạn kiểm tra cho ai?");
  }));

test("the language changes in the middle of a question and nothing is lost", bounded, () =>
  withPage(chrome, start, async (page) => {
    await begin(page, june);
    await page.getByLabel("Năm", { exact: true }).fill("1950");
    await page.getByRole("button", { name: "English" }).click();
    await expect(heading(page)).toHaveText("When was this person born?");
    await expect(page.getByLabel("Year", { exact: true })).toHaveValue("1950");
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    await expect(page).toHaveTitle(/When was this person born/);
    await expect(page).toHaveURL(/#\/kiem-tra\/1$/);
    await page.reload();
    await heading(page).waitFor();
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
  }));

test("with the keyboard alone from the start to the second question", bounded, () =>
  withPage(chrome, start, async (page) => {
    const focused = () => page.evaluate(() => document.activeElement.name || document.activeElement.id);
    const until = async (wanted) => {
      const passed = [];
      while (passed.at(-1) !== wanted) {
        assert.ok(passed.length < 40, `never reached ${wanted}, only ${passed.join(", ")}`);
        await page.keyboard.press("Tab");
        passed.push(await focused());
      }
    };
    await page.locator("#benefit-monthly_allowance").waitFor();
    await until("whom");
    await page.keyboard.press("Space");
    await expect(page.getByRole("radio", { checked: true })).toHaveCount(1);
    await page.keyboard.press("Enter");
    await at(page, "#/kiem-tra/1");
    await until("year");
    await page.keyboard.type("1940");
    await expect(page.locator("#year")).toHaveValue("1940");
    await page.keyboard.press("Enter");
    await at(page, "#/kiem-tra/2");
  }));

test("a question that was not reached leads to the start", bounded, () =>
  withPage(chrome, { path: "#/kiem-tra/7" }, async (page) => {
    await expect(page.locator("main")).toHaveAttribute("data-place", "#/kiem-tra");
    await expect(heading(page)).toHaveText("Bạn kiểm tra cho ai?");
  }));
