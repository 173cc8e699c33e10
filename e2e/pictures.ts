/**
 * Takes all pictures of docs/pictures anew: `node e2e/pictures.ts <address> [<Chromium>]`, after `npm run demo -- --town --fresh`. Nothing is
 * saved: an import is tried, a meeting is half noted. At whatever hour they are taken, that meeting is one of an afternoon.
 */
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { password } from './fixtures/log-in.ts';
import { readTown, type Town } from './fixtures/town.ts';

const [address = 'http://127.0.0.1:4870', executablePath] = process.argv.slice(2);
const folder = join(import.meta.dirname, '../docs/pictures');

const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
const inChina = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce' } as const;

interface Picture {
  readonly name: string;
  readonly login: string;
  readonly viewport: typeof desk;
  readonly locale?: string;
  /** From the page that the login comes home to. */
  readonly show?: (page: Page, town: Town) => Promise<void>;
}

const pictures: readonly Picture[] = [
  { name: 'overview-1440', login: 'office', viewport: desk },
  { name: 'unit-gate-1440', login: 'clerk', viewport: desk },
  { name: 'unit-gate-en-1440', login: 'clerk', viewport: desk, locale: 'en-GB' },
  { name: 'person-390', login: 'member', viewport: phone },
  { name: 'import-1440', login: 'office', viewport: desk, show: tryImport },
  { name: 'record-meeting-390', login: 'secretary', viewport: phone, show: halfNoted },
];

/** Three of six rows are faulty: a kind, a unit and a day that there is not. */
const rows = [
  '编码,名称,种类,上级编码,所属单位编码,成立日期',
  'U11,白鹭镇文化站,单位,,,2001-05-01',
  'U12,竹溪小学,学校,,,2001-05-01',
  'U10,白鹭镇供销合作社联社,单位,,,',
  'B11,文化站党支部,党支部,,U99,2001-05-01',
  'U13,白鹭镇供电所,单位,,,2001-13-01',
  'U14,白鹭镇邮政所,单位,,,2001-05-01',
];

async function tryImport(page: Page, { rootId }: Town): Promise<void> {
  await page.goto(`/organisations/${rootId}/import`);
  const buffer = Buffer.from(rows.join('\r\n'));
  await page.locator('input[type=file]').setInputFiles({ name: '单位和支部.csv', mimeType: 'text/csv', buffer });
  await page.getByText('逐格问题').waitFor();
}

async function halfNoted(page: Page, { id }: Town): Promise<void> {
  const today = new Date().toLocaleDateString('sv-SE', { timeZone: inChina.timezoneId });
  await page.clock.setFixedTime(new Date(`${today}T16:40:00+08:00`));
  await page.goto(`/branches/${id('中心小学第一党支部')}/record`);
  await page.getByLabel('议题').fill('学习读本第三单元');
  for (const [name, reason] of [
    ['白若溪', '病假'],
    ['许南枝', '出差'],
  ] as const) {
    await page.getByRole('list').getByRole('button', { name }).click();
    await page.getByRole('group').getByRole('button', { name: reason }).click();
  }
}

const browser = await chromium.launch({
  args: ['--no-sandbox'],
  ...(executablePath !== undefined && { executablePath }),
});
const office = await browser.newContext({ baseURL: address });
const town = await readTown(office.request);
for (const { name, login, viewport, locale, show } of pictures) {
  const context = await browser.newContext({ ...inChina, baseURL: address, viewport, ...(locale && { locale }) });
  const page = await context.newPage();
  await page.request.post('/api/sessions', { data: { login, password } });
  await page.goto('/');
  await show?.(page, town);
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await context.close();
}
await browser.close();
