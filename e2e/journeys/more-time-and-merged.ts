import { startInstance } from '@muster/testkit/instance';
import { expectAccessible } from '../fixtures/accessible.ts';
import { confirm } from '../fixtures/count-ballot.ts';
import { foundHospital } from '../fixtures/hospital.ts';
import { desk, expect, test } from '../fixtures/journey.ts';

test('the office opens a batch, gives one unit more time, and closes another into it with its people', async ({
  browser,
}) => {
  const instance = await startInstance('serve');
  try {
    const context = await browser.newContext({ ...desk, baseURL: instance.address });
    const page = await context.newPage();
    const { rootId, ask } = await foundHospital(context.request);
    const { nodes: units } = await ask(`/api/organisations/${rootId}/children`);
    const idOf = (name: string): string => units.find((unit: { name: string }) => unit.name === name).id;
    const stays = idOf('心内科');
    const goes = idOf('急诊科');

    await test.step('a batch is planned for the whole hospital, and opened: its units are in their first stage', async () => {
      await page.goto(`/organisations/${rootId}/batches?lang=zh`);
      await page.getByRole('button', { name: '存下方案' }).click();
      await expect(page.getByText('已拟，未开批')).toBeVisible();
      await confirm(page, '开第 1 批');
      await expect(page.getByText('要现在开，请写明原因')).toBeVisible();
      await page.getByRole('button', { name: '确认已做好' }).click();
      await page.getByLabel('说明').fill('值班表已发各科室');
      await page.getByRole('button', { name: '确认已做好' }).click();
      await expect(page.getByText('值班表已发各科室')).toBeVisible();
      await page.getByLabel('仍要开批的理由').fill('科主任下周到任');
      await confirm(page, '开第 1 批');
      await expect(page.getByText('已拟，未开批')).toBeHidden();
      await page.getByText('开批时 2 项准备中有 1 项没做好').click();
      await expect(page.getByText('科主任下周到任')).toBeVisible();
      for (const unitId of [stays, goes]) {
        await page.goto(`/units/${unitId}`);
        await expect(page.getByRole('heading', { name: /可以申请转入/ })).toBeVisible();
      }
    });

    await test.step('one unit is given ten days for its first stage; the other keeps its dates', async () => {
      await page.goto(`/units/${stays}/dates`);
      await expect(page.getByRole('heading', { name: '上级给的时间' })).toBeHidden();
      await page.getByRole('link', { name: '延长一个阶段' }).click();
      await page.getByRole('button', { name: '延长一个阶段' }).click();
      const form = page.getByRole('form', { name: '延长一个阶段' });
      await expect(form).toContainText('将涉及 1 个科室');
      await form.getByLabel('依据').fill('院办纪要 7 号');
      await form.getByLabel('理由').fill('轮岗支援');
      await form.getByRole('button', { name: '延长 10 天' }).click();
      await expect(form).toBeHidden();
      await expect(page.getByText('院办纪要 7 号')).toBeVisible();
      await page.goto(`/units/${stays}/dates`);
      const given = page.getByRole('listitem').filter({ hasText: '延长 10 天' });
      await expect(given).toContainText('轮岗支援');
      await expectAccessible(page);
      await page.goto(`/units/${goes}/dates`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.getByText('延长 10 天')).toBeHidden();
    });

    await test.step('the other is closed into it, in sight of what that changes', async () => {
      await page.goto(`/organisations/${goes}`);
      await page.getByRole('button', { name: '合并', exact: true }).click();
      await expect(page.getByText('1 个科室不再参加停查行动，以前的记录都在')).toBeVisible();
      await page.getByRole('treeitem', { name: '心内科' }).click();
      await page.getByLabel('原因').fill('两科合并');
      await confirm(page, '并入');
      await expect(page.getByRole('region', { name: '沿革' }).getByText('两科合并')).toBeVisible();
    });

    await test.step('from there one finds where its people went, each of them once', async () => {
      await page.getByRole('main').getByRole('link', { name: '心内科' }).first().click();
      await expect(page.getByRole('heading', { level: 1, name: '心内科' })).toBeVisible();
      await page.goto(`/organisations/${stays}/members`);
      await expect(page.getByText('23 名')).toBeVisible();
      await expect(page.getByRole('link', { name: '医生10' })).toHaveCount(1);
      await page.getByRole('link', { name: '医生10' }).click();
      await expect(page.getByText('心内科').first()).toBeVisible();
      await page.goto(`/organisations/${goes}/members`);
      await expect(page.getByRole('link', { name: '医生10' })).toHaveCount(0);
    });
    await context.close();
  } finally {
    await instance.stop();
  }
});
