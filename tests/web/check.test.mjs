// The questionnaire, as a person goes through it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { answer, answerAll, at, begin, elder, result } from "./flow.mjs";
import { browser, desk, heading, isFocused, phone, picture, withPage } from "./page.mjs";

let chrome;
before(async () => (chrome = await browser()));
after(() => chrome?.close());

const start = { path: "#/kiem-tra" };
const june = { on: "30/6/2026" };

test("an old person without a pension: from the first question to an amount with its reasons", () =>
  withPage(chrome, { ...start, viewport: phone }, async (page, requests) => {
    await begin(page, june);
    const before = requests.length;
    const asked = await answerAll(page, elder);
    await result(page);
    assert.equal(new Set(asked).size, asked.length, "a question came twice");
    const due = page.locator(".findings-due .finding").first();
    const text = await due.innerText();
    // 500,000 times 2.0: Decree 76/2024 and Decree 20/2021 article 6 clause 1 point đ.
    assert.match(text, /Trợ cấp xã hội hằng tháng\s+1\.000\.000\u00a0đồng mỗi tháng/);
    assert.match(text, /Bằng chữ: .+ đồng mỗi tháng/);
    assert.match(text, /khoản 5 Điều 5 Nghị định 20\/2021/);
    await due.locator("summary").first().click();
    assert.ok(await due.locator(".category[open] .verdict-yes").first().isVisible());
    assert.ok((await due.locator(".category").count()) > 5);
    assert.ok((await due.locator(".verdict-no").count()) > 0);
    assert.equal(requests.length, before, "something was requested between the first question and the result");
    await picture(page, "result");
  }));

test("who knows nothing is told what may be due and what is still needed", () =>
  withPage(chrome, start, async (page) => {
    await begin(page, june);
    await answerAll(page, {});
    await result(page);
    assert.equal(await page.locator(".findings-due").count(), 0);
    const possible = page.locator(".findings-possible .finding").first();
    assert.ok((await possible.locator(".needs li").count()) > 0);
    await picture(page, "result-possible");
  }));

test("who is not entitled is told the condition that decided", () =>
  withPage(chrome, start, async (page) => {
    await begin(page, june);
    const rich = { ...elder, "sinh ngày nào": ["1", "2", "1990"], "thuộc hộ nghèo": "Không phải hộ nghèo, hộ cận nghèo", "kết hôn": "Đang có vợ hoặc chồng" };
    await answerAll(page, rich);
    await result(page);
    const finding = page.locator(".findings-not-due .finding").first();
    assert.match(await finding.innerText(), /Điều kiện chưa đạt/);
    assert.ok((await finding.locator("li").count()) > 0);
    assert.doesNotMatch(await finding.locator("h3 + *").innerText(), /\b0 đồng/);
    await picture(page, "result-not-due");
  }));

test("a single parent enters the children", () =>
  withPage(chrome, { ...start, viewport: phone }, async (page) => {
    await begin(page, june);
    const children = async () => {
      await page.getByRole("button", { name: "Thêm một người" }).click();
      await page.getByRole("button", { name: "Thêm một người" }).click();
      await page.getByRole("button", { name: "Bỏ người thứ 2" }).click();
      const child = page.locator(".person");
      await child.getByLabel("Ngày", { exact: true }).fill("5");
      await child.getByLabel("Tháng", { exact: true }).fill("9");
      await child.getByLabel("Năm", { exact: true }).fill("2015");
      await child.getByLabel("Có", { exact: true }).check();
      await picture(page, "question-people");
    };
    const parent = { ...elder, "sinh ngày nào": ["1", "2", "1990"], "Các con": children };
    await answerAll(page, parent);
    assert.match(await page.locator(".answers").innerText(), /1 người[^]*5\/9\/2015/);
    await result(page);
    assert.match(await page.locator(".findings-due").innerText(), /đồng mỗi tháng/);
  }));

test("a mistake is said, focused and described; correcting it goes on", () =>
  withPage(chrome, { ...start, viewport: phone }, async (page) => {
    await begin(page, june);
    await answer(page, { "sinh ngày nào": ["31", "2", "1950"] });
    const summary = page.locator("#problem-summary");
    await summary.waitFor();
    await isFocused(page, "problem-summary");
    assert.match(await page.title(), /^Có lỗi cần sửa/);
    const day = page.getByLabel("Ngày", { exact: true });
    assert.equal(await day.getAttribute("aria-invalid"), "true");
    const described = await day.getAttribute("aria-describedby");
    assert.match(await page.locator(`[id="${described}"]`).innerText(), /Lịch không có ngày này/);
    await picture(page, "question-error");
    await summary.getByRole("button").click();
    await isFocused(page, "day");
    await answer(page, { "sinh ngày nào": ["3", "2", "1950"] });
    await at(page, "#/kiem-tra/2");
    assert.doesNotMatch(await page.title(), /Có lỗi/);
  }));

test("nothing chosen is a mistake too, and so is nobody at the start", () =>
  withPage(chrome, start, async (page) => {
    await page.getByRole("button", { name: "Bắt đầu", exact: true }).click();
    await page.getByText("Chọn người được kiểm tra").first().waitFor();
    await begin(page, june);
    await answer(page, elder);
    await at(page, "#/kiem-tra/2");
    await page.getByRole("button", { name: "Tiếp tục" }).click();
    await page.locator("#problem-summary").waitFor();
    assert.match(page.url(), /#\/kiem-tra\/2$/);
  }));

test("Back keeps answers, and the browser's Back is the same", () =>
  withPage(chrome, start, async (page) => {
    await begin(page, june);
    await answer(page, { "sinh ngày nào": ["3", "2", "1950"] });
    await at(page, "#/kiem-tra/2");
    await page.getByRole("link", { name: "Quay lại" }).click();
    await at(page, "#/kiem-tra/1");
    assert.equal(await page.getByLabel("Năm", { exact: true }).inputValue(), "1950");
    await page.goBack();
    await at(page, "#/kiem-tra/2");
    await page.goBack();
    await at(page, "#/kiem-tra/1");
    assert.equal(await page.getByLabel("Tháng", { exact: true }).inputValue(), "2");
  }));

test("an answer is changed from the list and the list comes back", () =>
  withPage(chrome, start, async (page) => {
    await begin(page, june);
    await answerAll(page, elder);
    const first = page.locator(".answer").first();
    await picture(page, "review");
    await first.getByRole("link", { name: /^Sửa/ }).click();
    await at(page, "#/kiem-tra/1/sua");
    await answer(page, { "sinh ngày nào": ["", "", "1939"] });
    await at(page, "#/kiem-tra/xem-lai");
    assert.match(await page.locator(".answer").first().innerText(), /1939/);
  }));

test("answers survive a reload of the tab and are gone after a wipe", () =>
  withPage(chrome, start, async (page) => {
    await begin(page, june);
    await answerAll(page, elder);
    const before = await page.locator(".answers").innerText();
    await page.reload();
    await page.locator(".answers").waitFor();
    assert.equal(await page.locator(".answers").innerText(), before);
    assert.equal(await page.evaluate(() => localStorage.getItem("ansinh.answers")), null);
    await page.getByRole("button", { name: "Xoá câu trả lời" }).click();
    await at(page, "#/kiem-tra");
    assert.equal(await page.evaluate(() => sessionStorage.length), 0);
    assert.equal(await page.getByRole("radio", { checked: true }).count(), 0);
  }));

test("no answer is ever part of the address", () =>
  withPage(chrome, start, async (page) => {
    const addresses = [];
    page.on("framenavigated", (frame) => addresses.push(frame.url()));
    await begin(page, june);
    await answerAll(page, elder);
    await result(page);
    for (const address of addresses) {
      assert.match(address, /#\/kiem-tra(\/(\d+|xem-lai|ket-qua))?$/);
    }
  }));

test("an official clears and starts the next person from any question", () =>
  withPage(chrome, { ...start, viewport: desk }, async (page) => {
    await begin(page, { ...june, whom: "Người dân – tôi là cán bộ hỗ trợ" });
    await answer(page, elder);
    await at(page, "#/kiem-tra/2");
    await page.getByRole("button", { name: "Xoá và bắt đầu người mới" }).click();
    await at(page, "#/kiem-tra");
    assert.equal(await heading(page), "Bạn kiểm tra cho ai?");
  }));

test("the language changes in the middle of a question and nothing is lost", () =>
  withPage(chrome, start, async (page) => {
    await begin(page, june);
    await page.getByLabel("Năm", { exact: true }).fill("1950");
    await page.getByRole("button", { name: "English" }).click();
    assert.equal(await heading(page), "When was this person born?");
    assert.equal(await page.getByLabel("Year", { exact: true }).inputValue(), "1950");
    assert.equal(await page.locator("html").getAttribute("lang"), "en");
    assert.match(await page.title(), /When was this person born/);
    assert.match(page.url(), /#\/kiem-tra\/1$/);
    await page.reload();
    await page.locator("#page-heading").waitFor();
    assert.equal(await page.locator("html").getAttribute("lang"), "en");
  }));

test("with the keyboard alone from the start to the second question", () =>
  withPage(chrome, start, async (page) => {
    const until = async (found) => {
      for (let presses = 0; presses < 40; presses += 1) {
        if (await page.evaluate(found)) return;
        await page.keyboard.press("Tab");
      }
      throw new Error(`never reached ${found}`);
    };
    await page.locator("#benefit-monthly_allowance").waitFor();
    await until(() => document.activeElement.name === "whom");
    await page.keyboard.press("Space");
    await page.keyboard.press("Enter");
    await at(page, "#/kiem-tra/1");
    await until(() => document.activeElement.id === "year");
    await page.keyboard.type("1940");
    await page.keyboard.press("Enter");
    await at(page, "#/kiem-tra/2");
  }));

test("a question that was not reached leads to the start", () =>
  withPage(chrome, { path: "#/kiem-tra/7" }, async (page) => {
    await page.locator('main[data-place="#/kiem-tra"]').waitFor();
    assert.equal(await heading(page), "Bạn kiểm tra cho ai?");
  }));
