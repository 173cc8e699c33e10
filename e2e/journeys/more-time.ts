import { expect, test } from '../fixtures/journey.ts';

test('a clerk asks for more time, the office gives it, and the first day stays beside the new one', async ({
  somebody,
  town,
}) => {
  const clerk = await somebody('clerk-u05');
  await clerk.goto(`/to-do/${town.summaryId('明湖社区')}`);
  const until = clerk.getByLabel('延到哪天');
  await until.fill((await until.getAttribute('max')) ?? '');
  await clerk.getByLabel('理由').fill('四名在外党员的材料下周才寄到。');
  await clerk.getByRole('button', { name: '提出申请' }).click();
  await expect(clerk.getByText('等上级决定')).toBeVisible();

  const office = await somebody('office');
  await office.goto('/to-do');
  const request = office.getByRole('article').filter({ hasText: '四名在外党员的材料下周才寄到。' });
  await request.getByRole('button', { name: '同意延期' }).click();
  await expect(request).toHaveCount(0);

  await clerk.reload();
  await expect(clerk.getByText('同意', { exact: true })).toBeVisible();
  await expect(clerk.getByText('原定')).toBeVisible();
});

test('a clerk is told what is overdue, goes there from the notice, and the bell is silent', async ({ somebody }) => {
  const clerk = await somebody('clerk-u04');
  await clerk.goto('/to-do');
  await clerk.getByRole('link', { name: /^通知/u }).click();
  await expect(clerk.getByRole('heading', { level: 1, name: '通知' })).toBeVisible();
  await expect(clerk.getByRole('heading', { name: /\d+ 项逾期/u })).toBeVisible();
  await clerk.getByRole('button', { name: '都看过了' }).click();
  await expect(clerk.getByText('未读', { exact: true })).toHaveCount(0);
  await clerk.getByRole('link', { name: '单位实施方案' }).first().click();
  await expect(clerk.getByRole('heading', { level: 1, name: '单位实施方案' })).toBeVisible();
  await clerk.getByRole('link', { name: '去办' }).click();
  await expect(clerk).toHaveURL(/\/obligations\//u);
});
