import { confirm } from '../fixtures/count-ballot.ts';
import { expect, phone, test } from '../fixtures/journey.ts';

test('the office decides on several applications at once, on a phone', async ({ somebody, town }) => {
  await test.step('a second unit applies and its team endorses, each by themselves', async () => {
    const unit = `/units/${town.id('白鹭镇供销合作社')}`;
    const secretary = await somebody('secretary-b10', phone);
    await secretary.goto(unit);
    await confirm(secretary, '申请转段');
    await expect(secretary.getByRole('heading', { name: /等督导组复核/ })).toBeVisible();
    const team = await somebody('team-2');
    await team.goto(unit);
    await team.getByRole('link', { name: '去上报' }).click();
    await team.getByRole('button', { name: '上报先教办' }).click();
    await expect(team.getByRole('heading', { name: '督导组已上报先教办' })).toBeVisible();
    await team.goto(unit);
    await confirm(team, '复核同意');
    await expect(team.getByRole('heading', { name: /等先教办决定/ })).toBeVisible();
  });

  const office = await somebody('office', phone);
  const several = office.getByRole('region', { name: '一次决定多份' });
  await test.step('what awaits it is chosen by one box, and what was typed and chosen is there until it is sent', async () => {
    await office.goto('/transitions');
    await several.getByText('列出的有 2 份等您决定，可以一次办').tap();
    await expect(several.getByText('先选要办的')).toBeVisible();
    await several.getByLabel('列出的 2 项都选').check();
    await several.getByLabel(/青坪村/).uncheck();
    await expect(several.getByRole('button', { name: '准予所选 1 份转段' })).toBeVisible();
    await several.getByLabel(/青坪村/).check();
    await several.getByLabel('意见').fill('材料齐全');
  });

  await test.step('what will happen is named once, and then it has', async () => {
    await several.getByRole('button', { name: '准予所选 2 份转段' }).tap();
    const asked = office.getByRole('dialog');
    await expect(asked.getByText('白鹭镇供销合作社')).toBeVisible();
    await expect(asked.getByText('青坪村')).toBeVisible();
    await asked.getByRole('button', { name: '准予所选 2 份转段' }).tap();
    await expect(office.getByText('已准予 2 份转段')).toBeVisible();
    await expect(office.getByRole('heading', { name: '没有等您办的转段' })).toBeVisible();
  });

  await test.step('each has a decision of its own', async () => {
    for (const name of ['白鹭镇供销合作社', '青坪村']) {
      await office.goto(`/units/${town.id(name)}`);
      await expect(office.getByText('材料齐全').first()).toBeVisible();
    }
  });
});
