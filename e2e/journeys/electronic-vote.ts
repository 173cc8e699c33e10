import { Buffer } from 'node:buffer';
import type { Browser, Locator, Page } from '@playwright/test';
import { pollOf, secretOfSlip, voterOf, type Manifest, type Poll } from '@muster/proof';
import { startInstance, type Instance } from '@muster/testkit/instance';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { expectAccessible } from '../fixtures/accessible.ts';
import { desk, expect, test } from '../fixtures/journey.ts';
import { password } from '../fixtures/log-in.ts';

interface Somebody {
  readonly page: Page;
  readonly name: string;
}

/** A town of its own: what is announced here stands in nobody else's way. */
async function logged(browser: Browser, { address }: Instance, login: string): Promise<Somebody> {
  const context = await browser.newContext({ ...desk, baseURL: address });
  const answer = await context.request.post('/api/sessions', { data: { login, password } });
  const { person } = (await answer.json()) as { person: { name: string } };
  return { page: await context.newPage(), name: person.name };
}

/** As a field for a day and a time takes it, by the clock of Shanghai. */
const clock = (inMs: number): string => new Date(Date.now() + inMs + 8 * 3_600_000).toISOString().slice(0, 16);

/** What a camera makes of each code on the first sheet of paper. */
async function scanned(page: Page): Promise<(string | undefined)[]> {
  const codes = page.locator('.ballot-slips').first().locator('figure');
  const read: (string | undefined)[] = [];
  for (const code of await codes.all()) {
    const { data, width, height } = PNG.sync.read(await code.screenshot({ scale: 'device' }));
    const found = jsQR.default(new Uint8ClampedArray(data), width, height);
    expect(found?.version, 'few and large squares').toBeLessThanOrEqual(4);
    read.push(found?.data);
  }
  return read;
}

async function post(address: string, body: string | Uint8Array<ArrayBuffer>): Promise<Record<string, string>> {
  const answer = await fetch(address, { method: 'POST', body });
  return (await answer.json()) as Record<string, string>;
}

test('an electronic vote is announced, its slips are printed and read back, ballots are cast, and the board is published', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const instance = await startInstance('demo', ['--town']);
  try {
    await voteHeld(browser, instance);
  } finally {
    await instance.stop();
  }
});

async function voteHeld(browser: Browser, instance: Instance): Promise<void> {
  const office = await logged(browser, instance, 'office');
  const team = await logged(browser, instance, 'team');
  const member = await logged(browser, instance, 'member');
  const { issuer, box } = JSON.parse(await instance.heard(/^\{.*"issuer"/)) as { issuer: string; box: string };
  const unitId = await firstThatMayVote(office.page, team.page);
  const address = `/units/${unitId}/polls`;

  const { page } = office;
  await page.goto(`/units/${unitId}/assessments`);
  await page.getByRole('link', { name: '电子测评' }).click();
  await page.getByLabel('到', { exact: true }).fill(clock(3_600_000));
  await page.getByLabel('谁凭票条领票').selectOption('everybody');
  const sides = [/办/, /督导组/, /群众代表/];
  for (const [at, { name }] of [office, team, member].entries()) {
    const side = page.getByRole('group', { name: '密钥保管人' }).getByLabel(sides[at] ?? '');
    await side.fill(name);
    await page.getByRole('listitem').filter({ hasText: name }).getByRole('button').first().click();
  }
  const announce = page.getByRole('button', { name: '公告', exact: true });
  const begins = page.getByLabel('从', { exact: true });
  await begins.fill(clock(-3_600_000));
  await announce.click();
  await expect(page.getByText(/时段已经过去：它从 \d\d-\d\d \d\d:\d\d 开始/)).toBeVisible();
  await begins.fill(clock(60_000));
  await announce.click();
  await expect(page.getByRole('heading', { name: '已公告，还没开始领票' }).first()).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await page.setViewportSize(desk.viewport ?? { width: 1440, height: 900 });

  const slips = await printed(page, instance.address);
  const poll = await manifestOf(box, slips);
  await page.goto(address);
  const sheet = (whose: Page) => whose.getByRole('region').filter({ hasText: numberOf(slips.hash) });
  await expect(sheet(page).getByText('正在领票')).toBeVisible({ timeout: 90_000 });

  const phones = await Promise.all(
    slips.codes.slice(0, poll.manifest.fewestCast).map(async (code) => {
      const seed = crypto.getRandomValues(new Uint8Array(16));
      const voter = voterOf(poll, seed);
      const said = await post(
        `${issuer}/polls/${slips.hash}/draw`,
        JSON.stringify({
          blinded: Buffer.from(voter.blinded).toString('hex'),
          slip: Buffer.from(secretOfSlip(code) ?? []).toString('hex'),
        }),
      );
      return voter.ballot(Buffer.from(said['signature'] ?? '', 'hex'), [1]);
    }),
  );
  await page.reload();
  await confirmIn(page, sheet(page), '结束领票');
  await expect(sheet(page).getByRole('heading', { name: '正在投票' })).toBeVisible();
  for (const ballot of phones) {
    if (ballot === null) throw new Error('the issuer signed something else');
    await expect
      .poll(
        async () => (await post(`${box}/polls/${slips.hash}/ballots`, new Uint8Array(ballot)))['leaf'] !== undefined,
      )
      .toBe(true);
  }
  await confirmIn(page, sheet(page), '封存票箱');
  await expect(sheet(page).getByText(/已交 0 份，还等/)).toBeVisible();

  // A representative has no sight of the unit: a page for the share alone.
  const shareAddress = await sheet(page)
    .getByText(/\/polls\/[-0-9a-f]+\/share$/)
    .textContent();
  await sheet(page).getByRole('button', { name: '交出密钥' }).click();
  await expect(sheet(page).getByText('已交密钥')).toHaveCount(1);
  await member.page.goto(shareAddress ?? '');
  await expectAccessible(member.page);
  await member.page.getByRole('button', { name: '交出密钥' }).click();
  await expect(member.page.getByText('您保管的密钥已经交了')).toBeVisible();
  await team.page.goto(address);
  await confirmIn(team.page, sheet(team.page), '开票公布');
  await expect(sheet(team.page).getByRole('heading', { name: '已开票公布' })).toBeVisible();
  await expect(sheet(team.page).getByText(`muster recount ${box}/board/`)).toBeVisible();
}

interface Slips {
  readonly hash: string;
  readonly codes: readonly string[];
}

const inFours = (text: string): string => (text.match(/.{1,4}/g) ?? []).join(' ');
const numberOf = (hash: string): string => inFours(hash.slice(0, 16).toUpperCase());

/** The slips of the first poll: on paper, read back as a camera reads them. */
async function printed(page: Page, origin: string): Promise<Slips> {
  await page.getByRole('link', { name: '打印票条' }).first().click();
  const answered = page.waitForResponse((answer) => answer.url().endsWith('/slips'));
  await page.getByRole('button', { name: '取出票条' }).click();
  const slips = (await (await answered).json()) as Slips;
  await expect(page.getByText(inFours(slips.codes[0] ?? ''))).toBeVisible();
  await expectAccessible(page);
  await page.emulateMedia({ media: 'print' });
  const addresses = slips.codes.map(
    (code) => `${origin.toUpperCase()}/vote/#${slips.hash.slice(0, 16).toUpperCase()}.${code}`,
  );
  expect(await scanned(page)).toEqual(addresses.slice(0, 10));
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(Math.ceil(slips.codes.length / 10));
  const fonts = [...pdf.matchAll(/\/FontName \/(\S+)/g)].map(([, name]) => name);
  expect(fonts.length).toBeGreaterThan(0);
  for (const font of fonts) expect(font, 'a subset').toMatch(/^[A-Z]{6}\+/);
  await page.emulateMedia({ media: null });
  return slips;
}

async function manifestOf(box: string, { hash }: Slips): Promise<Poll> {
  const { manifest } = (await (await fetch(`${box}/polls/${hash}`)).json()) as { manifest: Manifest };
  return pollOf(manifest);
}

/** Of the units that the team confirms at, the first at which a vote may be announced. */
async function firstThatMayVote(office: Page, team: Page): Promise<string> {
  const me = (await (await team.request.get('/api/session')).json()) as {
    grants: { verb: string; organisationKind: string; organisationId: string }[];
  };
  const units = me.grants.filter((grant) => grant.verb === 'confirm-assessment' && grant.organisationKind === 'unit');
  for (const { organisationId } of units) {
    const answer = await office.request.get(`/api/units/${organisationId}/polls`);
    if (((await answer.json()) as { mayAnnounce: boolean }).mayAnnounce) return organisationId;
  }
  throw new Error('no unit of the team may vote');
}

async function confirmIn(page: Page, sheet: Locator, act: string): Promise<void> {
  await sheet.getByRole('button', { name: act }).click();
  await page.getByRole('dialog').getByRole('button', { name: act }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
}
