import { expect, test } from '../fixtures/journey.ts';
import { logIn } from '../fixtures/log-in.ts';

test('a clerk reads nothing of another unit, not even its name', async ({ somebody, town }) => {
  const page = await somebody('clerk');
  for (const address of [
    `/units/${town.id('青坪村')}`,
    `/units/${town.id('青坪村')}/assessments`,
    `/branches/${town.id('青坪村党支部')}`,
    `/organisations/${town.id('青坪村')}/members`,
    `/organisations/${town.id('青坪村')}/records`,
    `/organisations/${town.id('青坪村')}/offices`,
    `/assessments/${town.assessmentId('青坪村')}`,
    `/overview/${town.id('青坪村')}`,
  ]) {
    await page.goto(address);
    await expect.soft(page.getByRole('heading', { name: '您的职责不含这里' }), address).toBeVisible();
    await expect.soft(page.getByRole('main'), address).not.toContainText('青坪村');
    expect.soft(await page.title(), address).not.toContain('青坪村');
  }
});

test('who is not logged in is asked to, and then taken to where they were going', async ({ page, town }) => {
  const unit = `/units/${town.id('白鹭镇卫生院')}`;
  await page.goto(unit);
  await expect(page).toHaveURL(`/login?back=${encodeURIComponent(unit)}`);
  await expect(page.getByText('登录后回到您要去的那一页')).toBeVisible();
  await logIn(page, 'clerk-u03');
  await expect(page).toHaveURL(unit);
  await expect(page.getByText('白鹭镇卫生院').first()).toBeVisible();

  await page.getByRole('button', { name: '退出' }).click();
  await expect(page).toHaveURL(/\/login/);
  await page.goto(unit);
  await expect(page.getByRole('button', { name: '登录' })).toBeVisible();
});

test('a node known by name alone is no link, and who may not appoint is told nothing of accounts', async ({
  somebody,
  town,
}) => {
  const head = await somebody('head');
  const school = `/organisations/${town.id('白鹭镇中心小学')}`;
  await head.goto(school);
  await expect(head.getByRole('main')).toContainText('成立，归 白鹭镇');
  await expect(head.getByRole('main').getByRole('link', { name: '白鹭镇', exact: true })).toHaveCount(0);
  const office = await somebody('office');
  await office.goto(school);
  await expect(office.getByRole('main').getByRole('link', { name: '白鹭镇', exact: true })).toHaveCount(2);

  const auditor = await somebody('auditor');
  await auditor.goto(`${school}/offices`);
  await expect(auditor.getByRole('link', { name: '何静' })).toBeVisible();
  await expect(auditor.getByRole('main')).not.toContainText('没有账号');
});

test('a meeting that one may not record is said in the page itself, and where nobody is on the roll what is lacking', async ({
  somebody,
  town,
}) => {
  const record = `/branches/${town.id('中心小学第一党支部')}/record`;
  const auditor = await somebody('auditor');
  await auditor.goto(record);
  await expect(auditor.getByRole('main')).toHaveText('您的职责不含在这里记会');
  const clerk = await somebody('clerk');
  await clerk.goto(`/branches/${town.id('青坪村党支部')}/record`);
  await expect(clerk.getByRole('main').getByRole('heading', { name: '您的职责不含这里' })).toBeVisible();
  const recorder = await somebody('clerk');
  await recorder.route('**/api/branches/*/roll**', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), roll: [] } });
  });
  await recorder.goto(record);
  await expect(recorder.getByRole('main')).toHaveText('名单上还没有人，请先导入名册');
});
