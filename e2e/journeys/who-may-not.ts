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
