import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { APIRequestContext, Page } from '@playwright/test';
import { secretOfSlip, slipCode, slipCommitment, slipSecret, type Manifest } from '@muster/proof';
import { startInstance, type Instance } from '@muster/testkit/instance';
import { expectAccessible } from '../fixtures/accessible.ts';
import { expect, nobody, phone, test } from '../fixtures/journey.ts';
import { password } from '../fixtures/log-in.ts';

interface Poll {
  readonly id: string;
  readonly hash: string;
}

interface Known {
  readonly personId: string;
  readonly unit: (name: string) => string;
  readonly post: (path: string, data?: object) => Promise<Readonly<Record<string, unknown>>>;
  readonly share: (issuer: string, poll: Poll) => Promise<string>;
}

let instance: Instance;
let places: { readonly issuer: string; readonly box: string };

async function known(request: APIRequestContext, login: string): Promise<Known> {
  const { address } = instance;
  const answer = await request.post(`${address}/api/sessions`, { data: { login, password } });
  const { csrf, person, grants } = (await answer.json()) as {
    csrf: string;
    person: { id: string };
    grants: readonly { organisationId: string; organisationName: string }[];
  };
  const headers = { 'x-muster-csrf': csrf };
  return {
    personId: person.id,
    unit: (name) => grants.find(({ organisationName }) => organisationName === name)?.organisationId ?? '',
    post: async (path, data) => {
      const said = await request.post(`${address}${path}`, {
        headers: { ...headers, 'idempotency-key': crypto.randomUUID() },
        ...(data !== undefined && { data }),
      });
      const body = (await said.json()) as Readonly<Record<string, unknown>>;
      expect(said.ok(), `${path} ${JSON.stringify(body)}`).toBe(true);
      return body;
    },
    share: async (issuer, { hash }) => {
      const said = await request.post(`${issuer}/polls/${hash}/share`, { headers });
      return ((await said.json()) as { height: string }).height;
    },
  };
}

async function slipsOf({ hash }: Poll): Promise<readonly string[]> {
  const told = (await (await fetch(`${places.box}/polls/${hash}`)).json()) as { manifest: Manifest };
  const { poll, slips } = told.manifest;
  const seed = readFileSync(join(instance.folder, 'issuer', poll, 'slips.seed'), 'utf8');
  return Array.from({ length: slips?.count ?? 0 }, (_, at) => slipCode(slipSecret(Buffer.from(seed, 'hex'), poll, at)));
}

const named = ({ hash }: Poll) => hash.slice(0, 16).toUpperCase();

async function drawn(page: Page): Promise<void> {
  await page.getByRole('button', { name: '领取选票' }).click();
  await expect(page.getByRole('heading', { name: '票已领好' })).toBeVisible();
}

/** Answers the receipt number. */
async function voted(page: Page, answer: string): Promise<string> {
  await expect(page.getByRole('heading', { name: '您对这次活动满意吗？' })).toBeVisible();
  await page.getByRole('button', { name: answer, exact: true }).click();
  await expect(page.getByRole('heading', { name: '您选的是' })).toBeVisible();
  await page.getByRole('button', { name: '确认投票' }).click();
  await expect(page.getByRole('heading', { name: '您的票已投进票箱' })).toBeVisible();
  return (await page.locator('.number').textContent()) ?? '';
}

async function typed(page: Page, number: string, code: string): Promise<void> {
  await page.getByLabel('票条上的投票编号').fill(number);
  await page.getByLabel('票条上的密码').fill(code);
  await page.getByRole('button', { name: '下一步' }).click();
}

test.beforeAll(async () => {
  test.setTimeout(240_000);
  instance = await startInstance('demo', ['--town']);
  places = (await (await fetch(`${instance.address}/vote/places.json`)).json()) as typeof places;
});
test.afterAll(() => instance.stop());

test('in a meeting people draw and vote by slip, by login and at one device in turn, and find their ballots published', async ({
  somebody,
  browser,
}, info) => {
  test.setTimeout(240_000);
  const [office, team, member] = await Promise.all(
    ['office', 'team', 'member'].map(async (login) => known((await somebody(nobody)).request, login)),
  );
  if (office === undefined || team === undefined || member === undefined) throw new Error('nobody is there');
  const from = new Date(Date.now() + 5000);
  const meeting = { from: from.toISOString(), until: new Date(from.getTime() + 1_800_000).toISOString() };
  const announced = await office.post(`/api/units/${team.unit('白鹭镇中心小学')}/polls`, {
    times: { mode: 'meeting', meeting },
    questions: ['satisfaction'],
    turnout: { num: 1, den: 10 },
    slips: { for: 'without-account', spare: 3 },
    holders: [
      { role: 'superior-office', personId: office.personId },
      { role: 'supervision-team', personId: team.personId },
      { role: 'mass-representative', personId: member.personId },
    ],
  });
  const [poll] = announced['polls'] as readonly Poll[];
  if (poll === undefined) throw new Error('nothing is announced');
  const [one = '', other = '', first = '', second = '', undrawn = ''] = await slipsOf(poll);
  const address = (rest: string) => `${instance.address}/vote/#${named(poll)}${rest}`;

  // A web view that offers nothing for secrets but chance.
  const old = await somebody(nobody, phone);
  await old.addInitScript(() => Object.defineProperty(crypto, 'subtle', { value: undefined }));
  let bytes = 0;
  old.on('response', (response) => {
    const counted = response.request().sizes();
    if (response.url().startsWith(`${instance.address}/vote/`))
      void counted.then(({ responseBodySize }) => (bytes += responseBodySize));
  });
  await old.goto(address(`.${one}`));
  await expect(old.getByRole('heading', { name: '开始领票' })).toBeVisible();
  await expect(old.getByRole('button', { name: '领取选票' })).toBeVisible({ timeout: 20_000 });
  expect(bytes, 'compressed').toBeGreaterThan(10_000);
  expect(bytes, 'compressed').toBeLessThanOrEqual(60_000);
  await expectAccessible(old);
  await old.screenshot({ path: info.outputPath('draw.png') });
  await drawn(old);
  await old.reload();
  await expect(old.getByRole('heading', { name: '票已领好' })).toBeVisible();

  const elsewhere = await somebody(nobody, phone);
  await elsewhere.goto(address(`.${one}`));
  await elsewhere.getByRole('button', { name: '领取选票' }).click();
  await expect(elsewhere.getByRole('alert')).toContainText('已经在别的设备上领走了');

  const typing = await somebody(nobody, phone);
  await typing.goto(`${instance.address}/vote`);
  await typed(typing, '0123456789ABCDEF', other);
  await expect(typing.getByRole('alert')).toContainText('没有这次投票');
  await typed(typing, named(poll), slipCode(crypto.getRandomValues(new Uint8Array(16))));
  await typing.getByRole('button', { name: '领取选票' }).click();
  await expect(typing.getByRole('alert')).toContainText('这次投票没有这张票条');
  await typed(typing, named(poll).replace(/.{4}/g, '$& '), other.toLowerCase().replace(/.{4}/g, '$& '));
  await drawn(typing);

  const kiosk = await somebody(nobody, { ...phone, viewport: { width: 800, height: 1200 } });
  await kiosk.goto(address('.kiosk'));
  for (const code of [first, second]) {
    await kiosk.getByLabel('票条上的密码').fill(`${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`);
    await kiosk.getByRole('button', { name: '下一步' }).click();
    await expect(kiosk.getByRole('alert')).toContainText('密码对不上');
    await kiosk.getByLabel('票条上的密码').fill(code);
    await kiosk.getByRole('button', { name: '下一步' }).click();
    await drawn(kiosk);
    await kiosk.getByRole('button', { name: '下一位' }).click();
  }

  const loggedIn = await browser.newPage({ ...phone, locale: 'en-GB' });
  await loggedIn.goto(address(''));
  await expect(loggedIn.getByText('You are not logged in.')).toBeVisible();
  await loggedIn.request.post(`${instance.address}/api/sessions`, { data: { login: 'member', password } });
  await loggedIn.reload();
  await loggedIn.getByRole('button', { name: 'Draw my ballot' }).click();
  await expect(loggedIn.getByRole('heading', { name: 'Your ballot is drawn' })).toBeVisible();
  await loggedIn.getByRole('button', { name: '中文' }).click();

  const cast: {
    readonly cookie: string | undefined;
    readonly referer: string | undefined;
    readonly size?: string | undefined;
  }[] = [];
  for (const page of [old, typing, kiosk, loggedIn])
    page.on('request', (request) => {
      if (!request.url().endsWith('/ballots')) return;
      void request
        .allHeaders()
        .then(({ cookie, referer, 'content-length': size }) => cast.push({ cookie, referer, size }));
    });
  const secondTab = await old.context().newPage();
  await secondTab.goto(address(`.${one}`));
  await team.post(`/api/polls/${poll.id}/close-draw`);
  const receipt = await voted(old, '满意');
  await expectAccessible(old);
  await old.screenshot({ path: info.outputPath('receipt.png') });
  await secondTab.getByRole('button', { name: '不满意' }).click();
  await secondTab.getByRole('button', { name: '确认投票' }).click();
  await expect(secondTab.getByRole('heading', { name: '这里领的票已经投过了' })).toBeVisible();
  await expect(secondTab.getByRole('alert')).toContainText('以先投的为准');
  await secondTab.close();
  await voted(typing, '不满意');
  await voted(loggedIn, '满意');
  await loggedIn.close();
  for (const code of [first, second]) {
    await kiosk.getByLabel('票条上的密码').fill(code);
    await kiosk.getByRole('button', { name: '下一步' }).click();
    if (code === first) await kiosk.screenshot({ path: info.outputPath('kiosk.png') });
    await voted(kiosk, '基本满意');
    await kiosk.getByRole('button', { name: '下一位' }).click();
  }
  await kiosk.getByLabel('票条上的密码').fill(first);
  await kiosk.getByRole('button', { name: '下一步' }).click();
  await expect(kiosk.getByRole('heading', { name: '这里领的票已经投过了' })).toBeVisible();
  await kiosk.getByRole('button', { name: '下一位' }).click();
  await kiosk.getByLabel('票条上的密码').fill(undrawn);
  await kiosk.getByRole('button', { name: '下一步' }).click();
  await expect(kiosk.getByRole('heading', { name: '领票已经结束' })).toBeVisible();
  await kiosk.getByRole('button', { name: '下一位' }).click();
  await expect(kiosk.getByLabel('票条上的密码')).toBeVisible();

  expect(cast.length).toBe(5);
  expect(new Set(cast.map((each) => JSON.stringify(each))).size, 'no request differs from another').toBe(1);
  expect(cast[0]).toEqual({ cookie: undefined, referer: undefined, size: '448' });

  expect(await team.post(`/api/polls/${poll.id}/close`)).toMatchObject({ issued: 5, cast: 5 });
  for (const holder of [office, team])
    await holder.post(`/api/polls/${poll.id}/share`, { height: await holder.share(places.issuer, poll) });
  await team.post(`/api/polls/${poll.id}/publish`);

  const uncast = await somebody(nobody, phone);
  const whose = Buffer.from(slipCommitment(poll.id.replaceAll('-', ''), secretOfSlip(undrawn) ?? new Uint8Array()))
    .toString('hex')
    .slice(0, 24);
  await uncast.addInitScript(
    (name) => localStorage.setItem(name, JSON.stringify({ is: 'drawn', seed: '00'.repeat(16), signature: '' })),
    `muster-vote ${poll.hash.slice(0, 16)} ${whose}`,
  );
  await uncast.goto(address(`.${undrawn}`));
  await expect(uncast.getByText('没有收到票箱的回执')).toBeVisible();

  await old.route(`${places.box}/polls/*`, async (route) => {
    const told = (await (await route.fetch()).json()) as object;
    await route.fulfill({ json: { ...told, state: 'void' }, headers: { 'access-control-allow-origin': '*' } });
  });
  for (const rest of [`.${one}`, '.kiosk', '']) {
    await old.goto('about:blank');
    await old.goto(address(rest));
    await expect(old.getByRole('heading', { name: '没有开票' }), 'whoever cast is told too').toBeVisible();
  }
  await old.unroute(`${places.box}/polls/*`);

  await old.goto('about:blank');
  await old.goto(address(''));
  await old.getByLabel('回执号').fill(receipt);
  await old.getByRole('button', { name: '查一查' }).click();
  await expect(old.getByText(/在。它是公布的第 \d 张票。/)).toBeVisible();
  await old.getByLabel('回执号').fill('0123 4567 89AB CDEF');
  await old.getByRole('button', { name: '查一查' }).click();
  await expect(old.getByText('不在。请把回执号告诉主持测评的人。')).toBeVisible();
  await expectAccessible(old);
});
