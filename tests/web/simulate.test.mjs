// The simulation of a province: settings, progress, stopping, results.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, isFocused, phone, picture, withPage } from "./page.mjs";

let chrome;
before(async () => (chrome = await browser()));
after(() => chrome?.close());

const simulate = { path: "#/mo-phong" };
const patience = { timeout: 180_000 };

async function run(page) {
  await page.locator("#run").click();
  await page.locator("#result-heading").waitFor(patience);
  await page.locator("#run").waitFor(patience);
}

test("current law stands beside the published figures of 2016", patience, () =>
  withPage(chrome, simulate, async (page) => {
    await page.locator("#run").waitFor();
    await run(page);
    await isFocused(page, "result-heading");
    const official = await page.locator("figure[aria-labelledby=table-official]").innerText();
    assert.match(official, /34\.363/);
    assert.match(official, /165\.356/);
    assert.match(await page.locator(".synthetic").innerText(), /Dân số mô phỏng[^]*297\.264 hộ/);
    assert.ok((await page.locator("figure[aria-labelledby=table-calibration] tbody tr").count()) > 20);
    await picture(page, "simulate-2016");
  }));

test("a plan is compared with current law in words, bars and a table, and another value changes it", patience, () =>
  withPage(chrome, { ...simulate, viewport: phone }, async (page) => {
    await page.locator("#run").waitFor();
    await page.locator("#year").selectOption("2022");
    await run(page);
    const first = await page.locator("#result-heading").innerText();
    assert.match(first, /Thêm [1-9][\d.]* người hưởng/);
    const chart = page.locator("svg.chart").first();
    assert.equal(await chart.getAttribute("role"), "img");
    assert.match(await chart.locator("desc").textContent(), /Luật hiện hành [\d.]+/);
    assert.ok((await chart.locator(".bar-second").count()) > 1);
    await picture(page, "simulate-2022");
    await page.locator("#value").fill("2,5");
    await page.getByText("Kết quả cũ").waitFor();
    assert.equal(await page.locator("#result-heading").innerText(), first);
    await run(page);
    assert.notEqual(await page.locator("#result-heading").innerText(), first);
    assert.equal(await page.getByText("Kết quả cũ").count(), 0);
    await page.getByRole("button", { name: "English" }).click();
    assert.match(await page.locator("#result-heading").innerText(), /more recipients/);
  }));

test("a run tells how far it is, and stopping keeps the earlier result", patience, () =>
  withPage(chrome, simulate, async (page) => {
    await page.locator("#run").waitFor();
    await run(page);
    const before = await page.locator("#result-heading").innerText();
    await page.locator("#year").selectOption("2020");
    await page.locator("#run").click();
    await page.locator("progress[value]").waitFor();
    await page.locator("[role=status]", { hasText: "trên" }).waitFor();
    await isFocused(page, "stop");
    await page.keyboard.press("Enter");
    await page.getByText("Đã dừng").waitFor();
    assert.equal(await page.locator("#result-heading").innerText(), before);
    await page.getByRole("heading", { name: "Kết quả cũ" }).waitFor();
    await run(page);
    assert.equal(await page.getByText("Kết quả cũ").count(), 0);
  }));

test("a value that is no number is a mistake that is said", () =>
  withPage(chrome, simulate, async (page) => {
    await page.locator("#run").waitFor();
    await page.locator("#value").fill("nhiều");
    await page.locator("#run").click();
    await page.locator("#problem-summary").waitFor();
    assert.equal(await page.locator("#value").getAttribute("aria-invalid"), "true");
    assert.match(await page.title(), /^Có lỗi cần sửa/);
  }));

test("a draft is simulated in the place of the plan", patience, () =>
  withPage(chrome, { path: "#/chinh-sach" }, async (page) => {
    const text = page.locator("#policy-text");
    await page.locator(".tests .verdict-yes").first().waitFor();
    await text.fill((await text.inputValue()).replace("từ 2021-01-01: 1.5", "từ 2021-01-01: 3.0"));
    await page.locator(".tests .verdict-no").first().waitFor();
    await page.getByRole("button", { name: "Mô phỏng với bản nháp này" }).click();
    await page.locator('main[data-place="#/mo-phong"]').waitFor();
    await page.locator("#result-heading").waitFor(patience);
    await page.getByText("Đang dùng bản nháp của bạn").waitFor();
    assert.match(await page.locator("#value-hint").innerText(), /chưa có giá trị/);
    await page.locator("#year").selectOption("2022");
    assert.match(await page.locator("#value-hint").innerText(), /\b3\b/);
    await page.getByRole("button", { name: "Dùng lại văn bản gốc" }).click();
    assert.match(await page.locator("#value-hint").innerText(), /1,5/);
  }));
