// The simulation of a province: settings, progress, stopping, results.

import { after, before, test } from "node:test";
import { rewrite } from "./flow.mjs";
import { bounded, browser, expect, isFocused, long, phone, picture, withPage } from "./page.mjs";

let chrome;
before(async () => (chrome = await browser()));
after(() => chrome?.close());

const simulate = { path: "#/mo-phong" };
/** As a person reads it: what stands in blocks of its own begins a line. */
const asRead = { useInnerText: true };
const headline = (page) => page.locator("#result-heading");

/** Runs with settings that no result is there for yet; ends when the result is there. */
async function run(page) {
  await page.locator("#run").click();
  // An earlier result stays on the page, as an old one, until the run has ended.
  await page.locator(".report:not(.report-old)").waitFor(long);
  await page.locator("#run").waitFor();
  await isFocused(page, "result-heading");
}

/** The worker comes no further than the first word of its progress in this year, until it is ended. */
async function dawdle(page, year) {
  await page.route("**/worker_boot.js", async (route) => {
    const response = await route.fetch();
    const added = `
      let dawdles = false;
      addEventListener("message", ({ data }) => (dawdles = data.includes('"year":${year}')));
      const say = self.postMessage.bind(self);
      self.postMessage = (words) => {
        say(words);
        const end = Date.now() + (dawdles && words.includes('"Progress"') ? 300_000 : 0);
        while (Date.now() < end);
      };`;
    await route.fulfill({ response, body: added + (await response.text()) });
  });
}

test("current law stands beside the published figures of 2016", bounded, () =>
  withPage(chrome, simulate, async (page) => {
    await page.locator("#run").waitFor();
    await run(page);
    const official = page.locator("figure[aria-labelledby=table-official]");
    await expect(official).toHaveText(/34\.363/, asRead);
    await expect(official).toHaveText(/165\.356/, asRead);
    await expect(page.locator(".synthetic")).toHaveText(/Dân số mô phỏng[^]*297\.264 hộ/, asRead);
    const calibration = page.locator("figure[aria-labelledby=table-calibration] tbody tr");
    await expect.poll(() => calibration.count(), "rows of the calibration").toBeGreaterThan(20);
    await picture(page, "simulate-2016");
  }));

test("a plan is compared with current law in words, bars and a table, and another value changes it", bounded, () =>
  withPage(chrome, { ...simulate, viewport: phone }, async (page) => {
    await page.locator("#run").waitFor();
    await page.locator("#year").selectOption("2022");
    await run(page);
    await expect(headline(page)).toHaveText(/thêm [1-9][\d.]* người hưởng/);
    const first = await headline(page).textContent();
    const chart = page.locator("svg.chart").first();
    await expect(chart).toHaveAttribute("role", "img");
    await expect(chart.locator("desc")).toHaveText(/Luật hiện hành [\d.]+/);
    await expect.poll(() => chart.locator(".bar-second").count(), "bars of the plan").toBeGreaterThan(1);
    await picture(page, "simulate-2022");
    await page.locator("#value").fill("2,5");
    await page.getByText("Kết quả cũ").waitFor();
    await expect(headline(page)).toHaveText(first);
    await run(page);
    await expect(headline(page)).not.toHaveText(first);
    await expect(page.getByText("Kết quả cũ")).toHaveCount(0);
    await page.getByRole("button", { name: "English" }).click();
    await expect(headline(page)).toHaveText(/more recipients/);
  }));

test("a run tells how far it is, and stopping keeps the earlier result", bounded, () =>
  withPage(chrome, {}, async (page) => {
    await dawdle(page, 2020);
    await page.getByRole("link", { name: "Mở: Ước tính ngân sách" }).click();
    await page.locator("#run").waitFor();
    await run(page);
    const before = await headline(page).textContent();
    await page.locator("#year").selectOption("2020");
    await page.locator("#run").click();
    await page.locator("progress[value]").waitFor();
    await page.locator("[role=status]", { hasText: "trên" }).waitFor();
    await isFocused(page, "stop");
    await page.keyboard.press("Enter");
    await page.getByText("Đã dừng").waitFor();
    await expect(headline(page)).toHaveText(before);
    await page.getByRole("heading", { name: "Kết quả cũ" }).waitFor();
    await page.unroute("**/worker_boot.js");
    await run(page);
    await expect(page.getByText("Kết quả cũ")).toHaveCount(0);
  }));

test("a value that is no number is a mistake that is said", bounded, () =>
  withPage(chrome, simulate, async (page) => {
    await page.locator("#run").waitFor();
    await page.locator("#value").fill("nhiều");
    await page.locator("#run").click();
    await page.locator("#problem-summary").waitFor();
    await expect(page.locator("#value")).toHaveAttribute("aria-invalid", "true");
    await expect(page).toHaveTitle(/^Có lỗi cần sửa/);
  }));

test("a draft is simulated in the place of the plan", bounded, () =>
  withPage(chrome, { path: "#/chinh-sach" }, async (page) => {
    await page.locator(".tests .verdict-yes").first().waitFor();
    await rewrite(page, "từ 2021-01-01: 1.5", "từ 2021-01-01: 3.0");
    await page.locator(".tests .verdict-no").first().waitFor();
    await page.getByRole("button", { name: "Mô phỏng với bản nháp này" }).click();
    await expect(page.locator("main")).toHaveAttribute("data-place", "#/mo-phong");
    await headline(page).waitFor(long);
    await page.getByText("Đang dùng bản nháp của bạn").waitFor();
    await expect(page.locator("#value-hint")).toHaveText(/chưa có giá trị/);
    await page.locator("#year").selectOption("2022");
    await expect(page.locator("#value-hint")).toHaveText(/\b3\b/);
    await page.getByRole("button", { name: "Dùng lại văn bản gốc" }).click();
    await expect(page.locator("#value-hint")).toHaveText(/1,5/);
  }));

test("another place has its own plans, and its own people", bounded, () =>
  withPage(chrome, simulate, async (page) => {
    await page.locator("#run").waitFor();
    await page.locator("#province").selectOption("binh-dinh");
    await expect(page.locator(".lead")).toHaveText(/tỉnh Bình Định/);
    await expect(page.locator("#scenario option").first()).toHaveText(/Bình Định/);
    await page.locator("#province").selectOption("ha-nam");
    await run(page);
    await expect(page.locator(".synthetic")).toHaveText(/Hà Nam, năm 2016/, asRead);
    await picture(page, "simulate-ha-nam");
  }));
