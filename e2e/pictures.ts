/**
 * Takes those pictures of docs/pictures anew that a fresh town shows without a hand: `node e2e/pictures.ts <address> [<Chromium>]`, after
 * `npm run demo -- --town --fresh`, in the afternoon of its time zone, for it plans a meeting for the next minutes. An import with faults and a meeting half noted are taken by hand.
 */
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { password } from './fixtures/log-in.ts';

const [address = 'http://127.0.0.1:4870', executablePath] = process.argv.slice(2);
const folder = join(import.meta.dirname, '../docs/pictures');

const pictures = [
  { name: 'overview-1440', login: 'office', language: 'zh-CN', width: 1440, height: 900 },
  { name: 'unit-gate-1440', login: 'clerk', language: 'zh-CN', width: 1440, height: 900 },
  { name: 'unit-gate-en-1440', login: 'clerk', language: 'en-GB', width: 1440, height: 900 },
  { name: 'person-390', login: 'member', language: 'zh-CN', width: 390, height: 844 },
] as const;

const browser = await chromium.launch({
  args: ['--no-sandbox'],
  ...(executablePath !== undefined && { executablePath }),
});
for (const { name, login, language, width, height } of pictures) {
  const page = await browser.newPage({
    viewport: { width, height },
    locale: language,
    reducedMotion: 'reduce',
  });
  await page.request.post(`${address}/api/sessions`, { data: { login, password } });
  await page.goto(address);
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await page.close();
}
await browser.close();
