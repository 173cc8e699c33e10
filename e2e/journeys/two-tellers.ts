import { confirm, countBallot } from '../fixtures/count-ballot.ts';
import { expect, test } from '../fixtures/journey.ts';

test('two tellers differ, count again, and ten percent dissatisfied stops the unit', async ({ somebody, town }) => {
  const address = `/assessments/${town.assessmentId('明湖社区')}`;
  const clerk = await somebody('clerk-u05');
  const secretary = await somebody('secretary-b05');

  await test.step('one paper was put on the wrong heap', async () => {
    await clerk.goto(address);
    await expect(clerk.getByText('党员 46、群众代表 60').first()).toBeVisible();
    await countBallot(clerk, [33, 6, 4, 0, 0], [38, 13, 6, 0, 0]);
    await secretary.goto(address);
    await countBallot(secretary, [33, 6, 4, 0, 0], [39, 12, 6, 0, 0]);
    await expect(secretary.getByRole('heading', { name: '两人有 2 处不一致，都要重新计票' })).toBeVisible();
    await expect(secretary.getByText('不同', { exact: true })).toHaveCount(2);
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
    await countBallot(secretary, [33, 6, 4, 0, 0], [38, 13, 6, 0, 0]);
    await expect(secretary.getByRole('heading', { name: '两人计票一致，等督导组核验' })).toBeVisible();
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
