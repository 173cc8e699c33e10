import { confirm, countBallot } from '../fixtures/count-ballot.ts';
import { expect, phone, test } from '../fixtures/journey.ts';

test('three people decide a stage of the school, by hand', async ({ somebody, town }) => {
  const unit = `/units/${town.id('白鹭镇中心小学')}`;
  const secretary = await somebody('secretary', phone);

  await test.step('the secretary sees what is missing and records the one meeting', async () => {
    await secretary.goto(unit);
    await expect(secretary.getByRole('heading', { name: '距“分析评议”还差 2 项' })).toBeVisible();
    await secretary.getByRole('link', { name: '记一次会' }).tap();
    await secretary.getByLabel('议题').fill('补课：学习党章总纲');
    await secretary.getByRole('button', { name: '保存，15 人到会' }).tap();
    await expect(secretary.getByRole('heading', { name: '补课：学习党章总纲' })).toBeVisible();
    await secretary.goto(unit);
    await expect(secretary.getByRole('heading', { name: '距“分析评议”还差 1 项' })).toBeVisible();
  });

  const clerk = await somebody('clerk');
  await test.step('the clerk opens the assessment and counts', async () => {
    await clerk.goto('/');
    await expect(clerk).toHaveURL(unit);
    await clerk.getByRole('link', { name: '开始测评' }).click();
    await clerk.getByRole('button', { name: '开始测评' }).click();
    await expect(clerk.getByRole('heading', { name: '等两位计票人分别计票' })).toBeVisible();
    await countBallot(clerk, [20, 7, 1, 0, 0], [10, 3, 0, 0, 1]);
    await expect(clerk.getByRole('heading', { name: '一位已计完，等另一位' })).toBeVisible();
  });
  const assessment = new URL(clerk.url()).pathname;

  await test.step('the secretary counts the same papers without seeing the other count', async () => {
    await secretary.goto(assessment);
    await expect(secretary.getByRole('heading', { name: '一位已计完，等另一位' })).toBeVisible();
    await expect(secretary.getByRole('heading', { name: '第 1 轮计票' })).toBeHidden();
    await countBallot(secretary, [20, 7, 1, 0, 0], [10, 3, 0, 0, 1]);
    await expect(secretary.getByRole('heading', { name: '两人计票一致，等督导组核验' })).toBeVisible();
  });

  const team = await somebody('team');
  await test.step('the team confirms the count', async () => {
    await team.goto(assessment);
    await confirm(team, '核验无误');
    await expect(team.getByRole('heading', { name: '不满意 2.44 %' })).toBeVisible();
  });

  await test.step('the secretary, who is the first person responsible, applies', async () => {
    await secretary.goto(unit);
    await expect(secretary.getByRole('heading', { name: '条件已齐，可以申请转入“分析评议”' })).toBeVisible();
    await confirm(secretary, '申请转段');
    await expect(secretary.getByRole('heading', { name: '已申请转入“分析评议”，等督导组复核' })).toBeVisible();
  });

  await test.step('the team is told to report the count first, and does', async () => {
    await team.goto('/transitions');
    const row = team.getByRole('row').filter({ hasText: '白鹭镇中心小学' });
    await row.getByRole('link', { name: '去复核' }).click();
    await expect(team.getByText('第 1 次测评还没有上报先教办')).toBeVisible();
    await expect(team.getByRole('button', { name: '复核同意' })).toBeDisabled();
    await expect(team.getByText('上报以后才能同意')).toBeVisible();
    await team.getByRole('link', { name: '去上报' }).click();
    await team.getByLabel('要说明的').fill('到会的都投了票');
    await team.getByRole('button', { name: '上报先教办' }).click();
    await expect(team.getByRole('heading', { name: '督导组已上报先教办' })).toBeVisible();
  });

  await test.step('the team endorses', async () => {
    await team.goto('/transitions');
    const row = team.getByRole('row').filter({ hasText: '白鹭镇中心小学' });
    await row.getByRole('link', { name: '去复核' }).click();
    await confirm(team, '复核同意');
    await expect(team.getByRole('heading', { name: '转入“分析评议”已复核，等先教办决定' })).toBeVisible();
  });

  const office = await somebody('office');
  await test.step('the office decides', async () => {
    await office.goto('/transitions');
    const row = office.getByRole('row').filter({ hasText: '白鹭镇中心小学' });
    await row.getByRole('link', { name: '去决定' }).click();
    await confirm(office, '准予转入分析评议');
  });

  await test.step('the next stage is open on the page of the unit and in the overview', async () => {
    await expect(office.getByRole('heading', { name: '“整改提高”' })).toBeVisible();
    await secretary.goto(unit);
    await expect(secretary.getByRole('heading', { name: '“整改提高”' })).toBeVisible();
    await expect(secretary.getByRole('listitem').filter({ hasText: '先教办已准予转段' })).toBeVisible();
    // Nothing hard is open: the next application waits for a day, and for nothing else.
    await expect(secretary.getByText(/^[\d-]+ 起开放$/)).toBeVisible();
    await expect(secretary.getByText('硬条件齐后开放')).toBeHidden();
    const analysis = office.getByRole('listitem').filter({ hasText: '分析评议' });
    await expect(async () => {
      await office.goto('/');
      await expect(analysis).toContainText('2 个进行中', { timeout: 1000 });
    }).toPass();
  });

  await test.step('a unit that was let pass before is told of it, and led to its page', async () => {
    const passed = await somebody('clerk-u01');
    await passed.goto('/notices');
    const told = passed.getByRole('article').filter({ hasText: '1 份转段申请有了结果' });
    await expect(told.getByText(/先教办准予转段/)).toBeVisible();
    await expect(told.getByText('未读')).toBeVisible();
    await told.getByRole('link', { name: '白鹭镇机关' }).click();
    await expect(passed).toHaveURL(`/units/${town.id('白鹭镇机关')}`);
    await passed.goto('/notices');
    await expect(told.getByText('未读')).toBeHidden();
  });
});
