import { confirm } from '../fixtures/count-ballot.ts';
import { expect, phone, test } from '../fixtures/journey.ts';

const reason = '第二次集中学习的记录没有写议题，请补记一次';

test('the team returns an application with its reason; the unit sees it, mends and applies again', async ({
  somebody,
  town,
}) => {
  const unit = `/units/${town.id('白鹭镇卫生院')}`;
  const team = await somebody('team');
  await test.step('without a reason nothing is returned; what was typed is there after a reload', async () => {
    await team.goto('/transitions');
    const row = team.getByRole('row').filter({ hasText: '白鹭镇卫生院' });
    await row.getByRole('link', { name: '去复核' }).click();
    await expect(team.getByRole('heading', { name: /轮到您/ })).toBeVisible();
    await team.getByRole('button', { name: '退回' }).click();
    await expect(team.getByText('写明理由，对方要照着改')).toBeVisible();
    await team.getByLabel('意见').fill(reason);
    await team.reload();
    await expect(team.getByLabel('意见')).toHaveValue(reason);
    await confirm(team, '退回');
    await expect(team.getByRole('heading', { name: /轮到您/ })).toBeHidden();
    await expect(team.getByText(reason)).toBeVisible();
  });

  await test.step('the list of the team says that it came back', async () => {
    await team.goto('/supervision');
    const row = team.getByRole('row').filter({ hasText: '白鹭镇卫生院' });
    await expect(row.getByText('申请被督导组退回')).toBeVisible();
  });

  const secretary = await somebody('secretary-b04', phone);
  await test.step('whoever applied reads the reason on a phone', async () => {
    await secretary.goto(unit);
    await expect(secretary.getByText('督导组已退回')).toBeVisible();
    await expect(secretary.getByText(reason)).toBeVisible();
  });

  await test.step('the page of the branch says so, and records are open again: the meeting is recorded', async () => {
    await secretary.goto(`/branches/${town.id('卫生院农技站联合党支部')}`);
    await expect(secretary.getByRole('note').getByText('申请被督导组退回')).toBeVisible();
    await expect(secretary.getByRole('note').getByRole('link', { name: '查看申请' })).toBeVisible();
    await secretary.getByRole('link', { name: '记一次会' }).first().tap();
    await secretary.getByLabel('议题').fill('补课：学习党章总纲');
    await secretary.getByRole('button', { name: /^保存/ }).tap();
    await expect(secretary.getByRole('heading', { name: '补课：学习党章总纲' })).toBeVisible();
  });

  await test.step('and it is applied for again, beside the attempt before', async () => {
    await secretary.goto(unit);
    await confirm(secretary, '申请转段');
    await expect(secretary.getByRole('heading', { name: '已申请转入“分析评议”，等督导组复核' })).toBeVisible();
    await expect(secretary.getByText(reason)).toBeVisible();
    await team.goto('/transitions');
    const row = team.getByRole('row').filter({ hasText: '白鹭镇卫生院' });
    await row.getByRole('link', { name: '去复核' }).click();
    await expect(team.getByText(reason)).toBeVisible();
  });
});
