import { startInstance } from '@muster/testkit/instance';
import { buildHospital } from '../fixtures/hospital.ts';
import { desk, expect, test } from '../fixtures/journey.ts';

/** What we call things where no campaign says otherwise; the hospital has its own word for each. */
const ours = /单位|小组(?<!巡查小组)|成员|督导组|主要负责人/;

test('a page waits for the words of its campaign on a slow line, and never shows ours instead', async ({ browser }) => {
  const instance = await startInstance('serve');
  try {
    const context = await browser.newContext({ ...desk, baseURL: instance.address });
    const page = await context.newPage();
    const branchId = (await buildHospital(context.request))['branchId']?.[0] ?? '';
    const words = Promise.withResolvers<undefined>();
    await page.route('**/api/campaigns', async (route) => {
      await words.promise;
      await route.continue();
    });

    await test.step('everything but the words has arrived', async () => {
      const roll = page.waitForResponse(`**/api/branches/${branchId}/roll`);
      await page.goto(`/branches/${branchId}?lang=zh`);
      await roll;
      await expect(page.getByRole('status', { name: '正在取' }).first()).toBeVisible();
      expect(await page.locator('body').innerText()).not.toMatch(ours);
    });

    await test.step('the words arrive', async () => {
      words.resolve(undefined);
      await expect(page.getByText('班组').first()).toBeVisible();
      expect(await page.locator('body').innerText()).not.toMatch(ours);
    });
    await context.close();
  } finally {
    await instance.stop();
  }
});
