import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import { campaignOf, canonicalJson, type Board } from '@muster/proof';
import { closed, testPoll, vote } from '@muster/proof/testing';
import { expectAccessible } from '../fixtures/accessible.ts';
import { desk, expect, nobody, phone, test } from '../fixtures/journey.ts';

const build = join(import.meta.dirname, '../../apps/recount/page/build.ts');
const address = pathToFileURL(join(import.meta.dirname, '../../apps/recount/dist/recount.html')).href;

function write(folder: string, { manifest, ballots, close }: Board): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'manifest.json'), canonicalJson(manifest));
  writeFileSync(join(folder, 'ballots.bin'), Buffer.concat(ballots));
  writeFileSync(join(folder, 'close.json'), canonicalJson(close));
  return folder;
}

const given = testPoll(30, { raters: ['representative'] });
const board = closed(
  given,
  [0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 3, 4].map((answer) => vote(given, [answer])),
  20,
);
const bent = board.ballots.map((ballot, at) => (at === 4 ? ballot.with(350, (ballot[350] ?? 0) ^ 1) : ballot));

const choose = (page: Page, label: string, files: string | string[]) =>
  page.getByLabel(label, { exact: true }).setInputFiles(files);

test.beforeAll(() => {
  execFileSync(process.execPath, [build]);
});

test('somebody opens the page from the disk and recounts a board, a bent one and a campaign, asking the network for nothing', async ({
  somebody,
}, info) => {
  const outputPath = (...names: string[]) => info.outputPath(...names);
  const page = await somebody(nobody, desk);
  const asked: string[] = [];
  page.on('request', (request) => {
    if (!/^(?:file|blob):/.test(request.url())) asked.push(request.url());
  });
  await page.goto(address);
  await expectAccessible(page);

  const whole = write(outputPath('whole'), board);
  await choose(page, '选择文件夹', whole);
  await expect(page.getByText('公示与选票相符。')).toBeVisible();
  await expect(page.getByText('白鹭镇中心小学，群众代表')).toBeVisible();
  await expect(page.getByText('应投票 30 人，已签发 20 人，投出 14 票，废票 0 票')).toBeVisible();
  await expect(page.getByRole('row', { name: '满意 9 票', exact: true })).toBeVisible();
  await expect(page.getByText('转段：可以转段（所计答案低于 1/10）')).toBeVisible();
  await expect(page.getByText(`选票根 ${board.close.root}`)).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: outputPath('whole.png'), fullPage: true });

  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('heading', { name: 'Recount' })).toBeVisible();
  await expect(page.getByRole('row', { name: 'dissatisfied 1', exact: true })).toBeVisible();
  await page.getByRole('button', { name: '中文' }).click();

  const files = ['manifest.json', 'ballots.bin', 'close.json'].map((name) =>
    join(write(outputPath('bent'), { ...board, ballots: bent }), name),
  );
  await choose(page, '选择文件', files);
  await expect(page.getByText('第 5 张选票：内容在投出后被改动。')).toBeVisible();
  await expect(page.getByText(/选票算出的根与公布的不符/)).toBeVisible();
  await expect(page.getByRole('row')).toHaveCount(0);
  await expectAccessible(page);

  const other = closed(testPoll(12), []);
  const published = campaignOf('campaign', [
    { folder: 'one', close: board.close },
    { folder: 'other', close: other.close },
  ]);
  const campaign = outputPath('campaign');
  write(join(campaign, 'one'), board);
  write(join(campaign, 'other'), other);
  writeFileSync(join(campaign, 'campaign.json'), JSON.stringify(published));
  await choose(page, '选择文件夹', campaign);
  await expect(page.getByText('活动的 2 次投票全部相符。')).toBeVisible();
  await expect(page.getByText(`活动根 ${published.root}`)).toBeVisible();
  expect(asked).toEqual([]);
});

test('on a telephone nothing is cut off, and a file that is no board is said to be none', async ({
  somebody,
}, info) => {
  const outputPath = (...names: string[]) => info.outputPath(...names);
  const page = await somebody(nobody, phone);
  await page.goto(address);
  const stray = outputPath('stray.json');
  mkdirSync(outputPath('.'), { recursive: true });
  writeFileSync(stray, '{}');
  await choose(page, '选择文件', stray);
  await expect(page.getByRole('status')).toHaveText(/没有找到公示/);
  await choose(
    page,
    '选择文件',
    ['manifest.json', 'ballots.bin', 'close.json'].map((name) => join(write(outputPath('whole'), board), name)),
  );
  await expect(page.getByText('公示与选票相符。')).toBeVisible();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await expectAccessible(page);
  await page.screenshot({ path: outputPath('phone.png'), fullPage: true });
});
