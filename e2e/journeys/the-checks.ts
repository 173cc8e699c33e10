import { violations } from '../fixtures/accessible.ts';
import { untranslated } from '../fixtures/english.ts';
import { expect, phone, test } from '../fixtures/journey.ts';
import { unfitting } from '../fixtures/phone.ts';

const head = '<title>青坪村</title><meta name="viewport" content="width=device-width, initial-scale=1" />';

/** What each of the walks must find, were it on a page. */
const faulty = `
  <main style="width: 500px">
    <p>距 <span data-user>青坪村</span></p>
    <p>study.lackHours</p>
    <p title="青坪村 {{count}}">12</p>
    <button style="height: 30px; color: #ddd; background: #fff">Save</button>
    <input aria-label="姓名" style="height: 44px" />
    <textarea aria-label="Note" style="height: 44px">自己写的</textarea>
    <a class="m-link" href="/">a link in a text</a>
  </main>`;

test('the walks find what they look for, and nothing else', async ({ browser }) => {
  const page = await browser.newPage(phone);
  await page.setContent(`<!doctype html><html lang="en">${head}<body style="margin: 0">${faulty}</body></html>`);
  expect(await untranslated(page)).toEqual([
    'p: 距',
    'p: study.lackHours',
    'p title: {{count}}',
    'input aria-label: 姓名',
  ]);
  expect(await unfitting(page)).toEqual([
    expect.stringMatching(/^it is 50\d px wide$/),
    'button. "Save" is 30 px high',
  ]);
  const found = await violations(page);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(/^color-contrast at button: /);
  await page.close();
});
