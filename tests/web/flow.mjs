// What people do with the page, step by step, for the tests of all three doors.
//
// Knows the words on buttons; knows no expected figure.

import { expect, heading, isFocused } from "./page.mjs";

/** Waits until a place is drawn and its heading has the focus, not only until the address has changed. */
export async function at(page, place) {
  await expect(page.locator("main"), "the place that is drawn").toHaveAttribute("data-place", place);
  await isFocused(page, "page-heading");
}

/** Goes through the start of the questionnaire. */
export async function begin(page, { whom = "Tôi", on } = {}) {
  // The rules offer a day once they are loaded; only then is the form at rest.
  await page.locator("[name=benefit]").first().waitFor();
  await page.getByLabel(whom, { exact: true }).check();
  if (on) {
    const [day, month, year] = on.split("/");
    await page.getByLabel("Ngày", { exact: true }).fill(day);
    await page.getByLabel("Tháng", { exact: true }).fill(month);
    await page.getByLabel("Năm", { exact: true }).fill(year);
  }
  await page.getByRole("button", { name: "Bắt đầu", exact: true }).click();
  await at(page, "#/kiem-tra/1");
}

/** The answers of a person, by the question's words; whatever is not here is not known. */
export const elder = {
  "sinh ngày nào": ["", "", "1940"],
  "thuộc hộ nghèo": "Hộ nghèo",
  "phải nuôi mình": "Không có ai",
  "khuyết tật ghi mức": "Không khuyết tật",
  "lương hưu": "Không",
  "Bảo hiểm xã hội có trả": "Không",
  "trợ cấp xã hội hằng tháng khác": "Không",
  "nhiễm HIV": "Không",
  "kết hôn": "Vợ hoặc chồng đã chết",
  "cơ sở trợ giúp xã hội": "Không",
  "về nhà chăm sóc": "Không",
  "Các con": async () => {},
  "tỉnh nào": "Tỉnh, thành phố khác",
};

/** Answers the question that is shown; the page is at its place. */
export async function answer(page, answers) {
  const asked = await heading(page).innerText();
  const key = Object.keys(answers).find((words) => asked.includes(words));
  const value = key === undefined ? undefined : answers[key];
  if (Array.isArray(value)) {
    const [day, month, year] = value;
    await page.getByLabel("Ngày", { exact: true }).fill(day);
    await page.getByLabel("Tháng", { exact: true }).fill(month);
    await page.getByLabel("Năm", { exact: true }).fill(year);
  } else if (typeof value === "function") {
    await value(page);
  } else {
    const choice = page.getByRole("radio", { name: value ?? "Tôi không biết", exact: true });
    const button = page.getByRole("button", { name: "Tôi không biết" });
    await choice.or(button).first().waitFor();
    if ((await choice.count()) === 0) {
      await button.click();
      return;
    }
    await choice.check();
  }
  await page.getByRole("button", { name: "Tiếp tục" }).click();
}

/** The place that is drawn. */
function place(page) {
  return page.locator("main").getAttribute("data-place");
}

/** Answers until there is nothing more to ask; the questions in their order. */
export async function answerAll(page, answers) {
  const asked = [];
  for (;;) {
    const here = await place(page);
    if (here === "#/kiem-tra/xem-lai") return asked;
    if (asked.length > 40) throw new Error(`no end of questions: ${asked.join(" | ")}`);
    asked.push(await heading(page).innerText());
    await answer(page, answers);
    await expect(page.locator("main"), `the place after ${asked.at(-1)}`).not.toHaveAttribute("data-place", here);
    await at(page, await place(page));
  }
}

/** From the answers to the result. */
export async function result(page) {
  await page.getByRole("link", { name: "Xem kết quả" }).click();
  await at(page, "#/kiem-tra/ket-qua");
}

/** Writes something else for a stretch that the policy text holds; hands on the text that is there now. */
export async function rewrite(page, from, to) {
  const text = page.locator("#policy-text");
  await expect.poll(() => text.inputValue(), "the policy text").toContain(from);
  const now = (await text.inputValue()).replace(from, to);
  await text.fill(now);
  return now;
}
