import { expect, phone, test } from '../fixtures/journey.ts';

test('a branch is found by its initials from any page, with the keys alone', async ({ somebody, town }) => {
  const page = await somebody('office');
  await page.goto('/transitions');
  await expect(page.getByRole('combobox', { name: '搜单位、组织和人员' })).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('zxcdzb');
  await expect(page.getByRole('option').first()).toContainText('竹溪村党支部');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/branches/${town.id('竹溪村党支部')}$`));
});

test('on a phone the box stands behind the magnifier, and who may not be seen is not found', async ({ somebody }) => {
  const page = await somebody('secretary-b07', phone);
  await page.goto('/');
  // The first page leads on to one's own, which begins with its own head.
  await expect(page.getByRole('heading', { level: 1, name: '我的待办' })).toBeVisible();
  await page.getByRole('button', { name: '查找' }).tap();
  await expect(page.getByRole('combobox', { name: '搜单位、组织和人员' })).toBeFocused();
  await page.keyboard.type('hejing');
  await expect(page.getByText('没有找到')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.type('竹x');
  await expect(page.getByRole('option').first()).toContainText('竹溪村');
});

test('among two hundred members somebody is chosen for an activation sheet by initials', async ({ somebody, town }) => {
  const page = await somebody('office', phone);
  await page.goto(`/organisations/${town.rootId}/activation-sheet`);
  await page.getByRole('combobox', { name: '按姓名选人' }).tap();
  await expect(page.getByRole('combobox', { name: '按姓名选人' })).toBeFocused();
  await page.keyboard.type('txt');
  await expect(page.getByRole('option').first()).toContainText('唐晓棠');
  await page.getByRole('option').first().tap();
  await expect(page.getByRole('checkbox', { name: '唐晓棠' }).first()).toBeChecked();
  await expect(page.getByRole('button', { name: '生成 1 人的启用单' })).toBeEnabled();
});
