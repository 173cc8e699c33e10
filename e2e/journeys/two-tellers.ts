import type { Page } from '@playwright/test';
import { confirm, countBallot } from '../fixtures/count-ballot.ts';
import { expect, test } from '../fixtures/journey.ts';
import { inDays } from '../fixtures/in-days.ts';

const firstRound = (page: Page) => page.getByRole('table', { name: '第 1 轮计票' });
const namesOf = (page: Page) => firstRound(page).getByRole('columnheader').allTextContents();

test('two tellers differ, count again, and ten percent dissatisfied stops the unit', async ({ somebody, town }) => {
  const address = `/assessments/${town.assessmentId('明湖社区')}`;
  const clerk = await somebody('clerk-u05');
  const secretary = await somebody('secretary-b05');

  await test.step('what is no whole number is told as it is typed, and counts for nothing', async () => {
    await clerk.goto(address);
    await expect(clerk.getByText('党员 46、群众代表 60').first()).toBeVisible();
    const satisfied = clerk.getByRole('group', { name: '党员', exact: true }).getByLabel('满意', { exact: true });
    for (const [typed, kept] of [
      ['-3', '-3'],
      ['1.5', '1.5'],
      ['１２', '12'],
    ] as const) {
      await satisfied.clear();
      await satisfied.pressSequentially(typed);
      await expect(satisfied).toHaveValue(kept);
      await expect(clerk.getByText('只能填 0 至 99,999 的整数')).toBeVisible({ visible: kept !== '12' });
    }
  });

  await test.step('one paper was put on the wrong heap', async () => {
    await countBallot(clerk, [33, 6, 4, 0, 0], [38, 13, 6, 0, 0]);
    await secretary.goto(address);
    await countBallot(secretary, [33, 6, 4, 0, 0], [39, 12, 6, 0, 0]);
    await expect(secretary.getByRole('heading', { name: '两人有 2 处不一致，都要重新计票' })).toBeVisible();
    await expect(secretary.getByText('不同', { exact: true })).toHaveCount(2);
    await expect(secretary.getByRole('row', { name: /群众代表\s*满意/ })).toContainText('—39不同');
    expect(await namesOf(secretary)).not.toContain('计票人 1');
  });

  const team = await somebody('team');
  await test.step('nobody can confirm a difference', async () => {
    await team.goto(address);
    await expect(team.getByRole('heading', { name: '两人有 2 处不一致，都要重新计票' })).toBeVisible();
    await expect(team.getByRole('button', { name: '核验无误' })).toBeHidden();
  });

  await test.step('both count again and agree', async () => {
    await clerk.reload();
    await countBallot(clerk, [33, 6, 4, 0, 0], [38, 13, 6, 0, 0]);
    await secretary.reload();
    await expect(firstRound(secretary).getByRole('row', { name: /群众代表\s*满意/ })).toContainText('—39不同');
    expect(await namesOf(secretary)).toEqual(await namesOf(team));
    await countBallot(secretary, [33, 6, 4, 0, 0], [38, 13, 6, 0, 0]);
    await expect(secretary.getByRole('heading', { name: '两人计票一致，等督导组核验' })).toBeVisible();
    await expect(firstRound(secretary).getByRole('row', { name: /群众代表\s*满意/ })).toContainText('3839不同');
  });

  await test.step('the team confirms 10 of 100', async () => {
    await team.reload();
    await confirm(team, '核验无误');
    await expect(team.getByRole('heading', { name: '不满意 10.00 %，不能转段' })).toBeVisible();
    await expect(team.getByText('不满意达到 10 %，本阶段不能转段；整改经核验后才能再测')).toBeVisible();
  });

  await test.step('the secretary, who answers for the unit, cannot apply and reads why', async () => {
    await secretary.goto(`/units/${town.id('明湖社区')}`);
    await expect(secretary.getByRole('heading', { name: '距“分析评议”还差 1 项' })).toBeVisible();
    const apply = secretary.getByRole('button', { name: '申请转段' });
    await expect(apply).toBeDisabled();
    await expect(apply).toHaveAccessibleDescription(/1 项硬条件未达到\s*任何人不能跳过/);
    await expect(secretary.getByText('不满意 10 / 100 票')).toBeVisible();
  });

  await test.step('the team’s own page leads to the order that comes first; a file that is empty is not left out in silence', async () => {
    await team.goto('/supervision');
    const waits = team.getByRole('row').filter({ hasText: '明湖社区' }).filter({ hasText: '等责令整改' });
    await waits.getByRole('link', { name: '责令整改' }).click();
    await team.getByLabel('发现了什么').fill('党务公开不及时');
    await team.getByLabel('同时责令整改').check();
    await team.getByLabel('要怎样整改').fill('按月公开党务');
    await team.getByLabel('限期').fill(inDays(7));
    await team.getByRole('button', { name: '记下' }).click();
    await expect(team.getByText('按月公开党务').first()).toBeVisible();

    await clerk.goto(`/units/${town.id('明湖社区')}`);
    await clerk.getByRole('link', { name: '看整改' }).click();
    await clerk.getByRole('link', { name: '按月公开党务' }).click();
    await clerk.getByLabel('怎样整改的').fill('已公开');
    await clerk
      .locator('input[type=file]')
      .setInputFiles({ name: '公开栏.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(0) });
    const send = clerk.getByRole('button', { name: '报整改情况' });
    await expect(send).toBeDisabled();
    await expect(send).toHaveAccessibleDescription(/0 字节/);
    await clerk.getByRole('button', { name: '不附文件' }).click();
    await send.click();
    await expect(clerk.getByRole('heading', { name: '已报整改情况，等别人核验' })).toBeVisible();
  });

  await test.step('once it is verified the gate leads to another vote', async () => {
    await team.goto(`/units/${town.id('明湖社区')}`);
    await team.getByRole('link', { name: '核验整改' }).first().click();
    await team.getByRole('button', { name: '核验销号' }).click();
    await expect(team.getByRole('heading', { name: '整改到位，已经核验销号' })).toBeVisible();
    await clerk.goto(`/units/${town.id('明湖社区')}`);
    await expect(clerk.getByText('整改已经核验，可以再测').first()).toBeVisible();
    await expect(clerk.getByRole('link', { name: '开始测评' })).toBeVisible();
  });
});

test('tellers who differed agree, and a unit below ten percent may apply', async ({ somebody, town }) => {
  const address = `/assessments/${town.assessmentId('云岭村')}`;
  const clerk = await somebody('clerk-u08');
  const secretary = await somebody('secretary-b08');
  for (const teller of [clerk, secretary]) {
    await teller.goto(address);
    await expect(teller.getByText('第 2 轮，请重新清点')).toBeVisible();
    await countBallot(teller, [14, 3, 0, 0, 0], [5, 1, 2, 0, 0]);
  }
  const team = await somebody('team-2');
  await team.goto(address);
  await confirm(team, '核验无误');
  await expect(team.getByRole('heading', { name: '不满意 8.00 %' })).toBeVisible();

  await secretary.goto(`/units/${town.id('云岭村')}`);
  await confirm(secretary, '申请转段');
  await expect(secretary.getByRole('heading', { name: '已申请转入“分析评议”，等督导组复核' })).toBeVisible();
});
