import { countActivations } from '../fixtures/activations.ts';
import { expect, phone, test } from '../fixtures/journey.ts';

const most = 12;

test(`an unplanned meeting of 15 is recorded on a phone in at most ${most} activations`, async ({ somebody, town }) => {
  const page = await somebody('secretary-b09', phone);
  const activations = await countActivations(page);
  await page.goto(`/branches/${town.id('白鹭茶业党支部')}`);

  await page.getByRole('link', { name: '记一次会' }).tap();
  await page.getByLabel('议题').tap();
  await page.keyboard.type('临时组织：读本第三单元');
  await expect(page.getByRole('list').getByRole('button')).toHaveCount(15);
  await page.getByRole('list').getByRole('button').nth(3).tap();
  await page.getByRole('group').getByRole('button', { name: '病假' }).tap();
  await page.getByRole('list').getByRole('button').nth(9).tap();
  await page.getByRole('group').getByRole('button', { name: '出差' }).tap();
  await page.getByRole('button', { name: '保存，13 人到会' }).tap();

  await expect(page.getByRole('heading', { name: '临时组织：读本第三单元' })).toBeVisible();
  await expect(page.locator('.m-roll-call')).toContainText('13 / 15');
  await expect(page.getByRole('main')).toContainText('病假');
  await expect(page.getByRole('main')).toContainText('出差');
  const counted = await activations();
  // oxlint-disable-next-line no-console -- the figure is what a reader of the run looks for
  console.log(`recorded on a phone, from the branch home to the saved sheet: ${counted} activations`);
  expect(counted).toBeGreaterThan(0);
  expect(counted).toBeLessThanOrEqual(most);
});
