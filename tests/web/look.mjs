import { browser, withPage, picture, isAccessible, phone, desk } from "./page.mjs";
const chrome = await browser();
const only = process.argv[2];
for (const [viewport, scheme] of [[phone,'light'],[desk,'light'],[phone,'dark'],[desk,'dark']]) {
  const tag = scheme === 'dark' ? 'dark-' : '';
  const go = async (name, path, act) => {
    if (only && !name.includes(only)) return;
    try {
    await withPage(chrome, { viewport, path, scheme }, async (page) => {
      if (act) await act(page, viewport);
      await picture(page, tag + name);
      try { await isAccessible(page, name) } catch (e) { console.log(tag, name, viewport.width, e.message.slice(0, 1500)) }
    });
    } catch (e) { console.log('FAIL', tag, name, viewport.width, e.message.slice(0,1500)); }
  };
  await go('home', '');
  await go('start', '#/kiem-tra');
  const begin = async (page) => { await page.getByLabel('Tôi', { exact: true }).check(); await page.getByRole('button', { name: 'Bắt đầu' }).click(); await page.getByLabel('Năm').waitFor(); };
  await go('question-date', '#/kiem-tra', async (page) => { await begin(page); });
  await go('question-date-error', '#/kiem-tra', async (page) => { await begin(page); await page.getByLabel('Ngày', {exact:true}).fill('31'); await page.getByLabel('Tháng').fill('2'); await page.getByLabel('Năm').fill('1950'); await page.getByRole('button', { name: 'Tiếp tục' }).click(); await page.getByRole('alert').first().waitFor(); });
  const q1 = async (page) => { await begin(page); await page.getByLabel('Ngày', {exact:true}).fill('3'); await page.getByLabel('Tháng').fill('2'); await page.getByLabel('Năm').fill('1990'); await page.getByRole('button', { name: 'Tiếp tục' }).click(); await page.getByLabel('Hộ nghèo').waitFor(); };
  await go('question-choice', '#/kiem-tra', q1);
  const q2 = async (page) => { await q1(page); await page.getByLabel('Hộ nghèo').check(); await page.getByRole('button', { name: 'Tiếp tục' }).click(); await page.getByLabel('Có', {exact:true}).waitFor(); };
  await go('question-people', '#/kiem-tra', async (page) => { await q2(page); await page.getByLabel('Có', {exact:true}).check(); await page.getByRole('button', { name: 'Tiếp tục' }).click(); await page.getByRole('button', {name:'Thêm một người'}).click(); });
  const all = async (page, poor) => { await q1(page); await page.getByLabel(poor).check(); await page.getByRole('button', { name: 'Tiếp tục' }).click(); await page.getByLabel('Không', {exact:true}).check(); await page.getByRole('button', { name: 'Tiếp tục' }).click(); await page.getByText('riêng tư').waitFor(); await page.getByLabel('Tôi không biết').check(); await page.getByRole('button', { name: 'Tiếp tục' }).click(); await page.getByRole('link', {name:'Xem kết quả'}).waitFor(); };
  await go('review', '#/kiem-tra', (page) => all(page, 'Hộ nghèo'));
  await go('result', '#/kiem-tra', async (page) => { await all(page, 'Hộ nghèo'); await page.getByRole('link', {name:'Xem kết quả'}).click(); await page.locator('summary').first().click(); });
  await go('result-possible', '#/kiem-tra', async (page) => { await all(page, 'Tôi không biết'); await page.getByRole('link', {name:'Xem kết quả'}).click(); await page.locator('summary').first().click(); });
  await go('simulate-empty', '#/mo-phong', (page) => page.locator('#run').waitFor());
  await go('simulate-running', '#/mo-phong', async (page) => { await page.locator('#run').click(); await page.locator('progress[value]').waitFor(); });
  await go('simulate-done', '#/mo-phong', async (page) => { await page.locator('#run').click(); await page.locator('#result-heading').waitFor(); });
  await go('draft', '#/chinh-sach', async (page) => { await page.locator('.tests li').first().waitFor(); });
  await go('draft-error', '#/chinh-sach', async (page) => { await page.locator('.tests li').first().waitFor(); await page.locator('#policy-text').fill('đương broken'); await page.locator('.complaint').waitFor(); });
  await go('menu', '#/', async (page) => { if (viewport.width < 700) await page.getByRole('button', {name:'Mục lục'}).click(); });
  await go('lost', '#/nowhere');
}
await chrome.close();
