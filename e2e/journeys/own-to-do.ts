import { desk, expect, phone, test } from '../fixtures/journey.ts';
import { password } from '../fixtures/log-in.ts';

const closed = '您的职责不含这里';

test('a member without an office is led from everything on the own to-do to where it can be read', async ({
  browser,
  somebody,
  town,
}) => {
  const branchId = town.id('中心小学第一党支部');
  const secretary = await somebody('secretary');
  const { makeUps } = await (await secretary.request.get(`/api/branches/${branchId}/make-ups`)).json();
  const office = await somebody('office');
  const { csrf } = await (await office.request.get('/api/session')).json();
  const under = `/api/organisations/${town.id('白鹭镇中心小学')}`;
  const { appointments } = await (await office.request.get(`${under}/appointments`)).json();
  const holders = new Set(appointments.map(({ person }: { person: { id: string } }) => person.id));
  const owed = makeUps.find(({ person }: { person: { id: string } }) => !holders.has(person.id));
  const sheet = await office.request.post(`/api/organisations/${town.rootId}/activation-sheet`, {
    data: { personIds: [owed.person.id] },
    headers: { 'x-muster-csrf': csrf, 'idempotency-key': crypto.randomUUID() },
  });
  const [{ code, login }] = (await sheet.json()).rows;
  const context = await browser.newContext({ ...desk });
  expect((await context.request.post('/api/activations', { data: { code, password } })).ok()).toBe(true);
  expect((await context.request.post('/api/sessions', { data: { login, password } })).ok()).toBe(true);
  const page = await context.newPage();

  await page.goto('/to-do?state=all');
  const links = page.getByRole('main').getByRole('table').getByRole('link');
  await expect(links.first()).toBeVisible();
  const addresses = new Set(await links.evaluateAll((found) => found.map((each) => each.getAttribute('href') ?? '')));
  expect([...addresses]).toContain(`/people/${owed.person.id}`);
  for (const address of addresses) {
    await page.goto(address);
    await expect.soft(page.getByRole('heading', { level: 1 }), address).toBeVisible();
    await expect.soft(page.getByRole('heading', { name: closed }), address).toBeHidden();
  }
  await page.goto(`/people/${owed.person.id}`);
  await expect(page.getByRole('heading', { name: '补课' })).toBeVisible();
  await expect(page.getByText(owed.meeting.topic).first()).toBeVisible();

  // The branch's own page is not a member's, which the secretary opens.
  await page.goto(`/branches/${branchId}/make-ups`);
  await expect(page.getByRole('heading', { name: closed })).toBeVisible();
  await secretary.goto('/to-do?state=all');
  await expect(secretary.locator(`a[href="/branches/${branchId}/make-ups"]`).first()).toBeVisible();
  await context.close();
});

test('on a phone the day begins with where the unit stands, and with the meeting that is to be recorded', async ({
  somebody,
  town,
}) => {
  const unit = town.id('白鹭镇中心小学');
  const clerk = await somebody('clerk', phone);
  await clerk.goto('/');
  const own = clerk.getByRole('region', { name: '白鹭镇中心小学' });
  // Which of them depends on how far the school has come by then.
  await expect(own.getByText(/硬条件|申请|等督导组复核|等领导小组办公室决定/)).toBeVisible();
  await expect(clerk.getByRole('main').getByRole('link', { name: '本单位' })).toHaveAttribute('href', `/units/${unit}`);
  await own.getByRole('link', { name: '看条件和谁来办' }).tap();
  await expect(clerk).toHaveURL(`/units/${unit}`);

  const secretary = await somebody('secretary', phone);
  await secretary.goto('/');
  await secretary.getByRole('main').getByRole('link', { name: '记一次会' }).tap();
  await expect(secretary).toHaveURL(`/branches/${town.id('中心小学第一党支部')}/record`);
});

test('a member is told what is still to be read, and one touch where it is read takes it off', async ({ somebody }) => {
  // Of a unit that stays in its first stage: the school goes on to the next, which asks for no reading.
  const page = await somebody('clerk-u05', phone);
  const sheet = page.locator('section', { has: page.getByRole('heading', { name: '本人还要讲、要读的' }) });
  const left = sheet.getByRole('link').first();
  await page.goto('/to-do');
  const count = Number(await left.innerText());
  await expect(sheet.getByText('项必读还没有读')).toBeVisible();
  await left.click();
  await page.getByRole('checkbox', { checked: false, disabled: false }).first().check();
  await page.goto('/to-do');
  await expect(left).toHaveText(String(count - 1));
});
