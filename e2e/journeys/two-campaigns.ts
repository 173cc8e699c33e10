import { buildHospital } from '../fixtures/hospital.ts';
import { startInstance } from '@muster/testkit/instance';
import { expectAccessible } from '../fixtures/accessible.ts';
import { desk, expect, phone, test } from '../fixtures/journey.ts';

test('a second campaign is begun beside the first, chosen in the head of the page, and the first is closed', async ({
  browser,
}) => {
  const instance = await startInstance('serve');
  try {
    const context = await browser.newContext({ ...desk, baseURL: instance.address });
    const page = await context.newPage();
    const hospital = await buildHospital(context.request);
    const rootId = hospital['organisationId']?.[0] ?? '';
    const campaigns = `/organisations/${rootId}/campaign`;
    const choice = page.getByLabel('查看哪个活动');

    await test.step('with one campaign there is nothing to choose', async () => {
      await page.goto(`${campaigns}?lang=zh`);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('医疗安全停查行动');
      await expect(choice).toHaveCount(0);
    });

    await test.step('a second one is begun at the same place', async () => {
      await page.getByLabel('中文名称').fill('第二轮停查');
      await page.getByLabel('英文名称').fill('Second round');
      await page.getByRole('button', { name: /^开始/ }).click();
      await expect(choice).toBeVisible();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('第二轮停查');
    });

    await test.step('by the keyboard the first is chosen again, and stays chosen elsewhere', async () => {
      await choice.focus();
      await choice.selectOption({ label: '医疗安全停查行动' });
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('医疗安全停查行动');
      await page.goto(`/overview/${rootId}`);
      await expect(choice.locator('option:checked')).toHaveText('医疗安全停查行动');
      await expectAccessible(page);
    });

    await test.step('it is closed in sight of who has not finished, and only when asked once more', async () => {
      await page.goto(campaigns);
      await page.getByText('2 个科室中有 2 个没有走完').click();
      await expect(page.getByRole('link', { name: '急诊科' })).toBeVisible();
      await page.getByLabel('理由', { exact: true }).fill('检查完毕');
      await page.getByRole('button', { name: '结束“医疗安全停查行动”' }).click();
      const asked = page.getByRole('dialog');
      await expect(asked).toContainText('2 个科室中有 2 个没有走完');
      await asked.getByRole('button', { name: '结束“医疗安全停查行动”' }).click();
      await expect(page.getByText(/^这次活动已于 .+ 结束，只能查看，不能再改动。$/)).toBeVisible();
      await expect(page.getByText('检查完毕')).toBeVisible();
      await expectAccessible(page);
    });

    await test.step('what was recorded is still read, and nothing is offered to change it', async () => {
      const branchId = hospital['branchId']?.[0] ?? '';
      await page.goto(`/branches/${branchId}?lang=en`);
      await expect(page.getByText(/This campaign was closed on/)).toBeVisible();
      await expect(page.locator(`a[href="/branches/${branchId}/record"]`)).toHaveCount(0);
    });

    await test.step('on a phone the choice stands in the menu', async () => {
      const held = await browser.newContext({
        ...phone,
        baseURL: instance.address,
        storageState: await context.storageState(),
      });
      const small = await held.newPage();
      await small.goto(`/overview/${rootId}?lang=zh`);
      await small.getByRole('banner').getByRole('button', { name: '菜单' }).click();
      await small.getByLabel('查看哪个活动').selectOption({ label: '第二轮停查' });
      await expect(small.getByText(/这次活动已于/)).toHaveCount(0);
      await held.close();
    });
    await context.close();
  } finally {
    await instance.stop();
  }
});
