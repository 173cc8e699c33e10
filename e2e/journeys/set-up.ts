import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectAccessible } from '../fixtures/accessible.ts';
import { desk, expect, phone, test } from '../fixtures/journey.ts';
import { logIn } from '../fixtures/log-in.ts';

const playbook = join(import.meta.dirname, '../../playbooks/2005-town.yaml');
const secret = '雨后春山处处都是新绿';

const organisations = [
  '编码,名称,种类,上级编码,所属单位编码,成立日期',
  'S1,青石小学,单位,,,2001-09-01',
  'S2,青石卫生院,单味,,,2001-09-01',
  'Z1,青石小学党支部,党支部,,S1,2001-09-01',
  'Z2,青石卫生院党支部,党支部,,S2,2001-09-01',
].join('\r\n');

const members = (bornIn: string): string =>
  [
    '编码,姓名,出生年,党支部编码,单位编码,身份,类别,加入日期',
    `D1,方知微,${bornIn},Z1,S1,正式,,2003-07-01`,
    'D2,贺兰舟,1975,Z1,S1,正式,,2003-07-01',
    'D3,秦牧野,1968,Z2,S2,正式,,2003-07-01',
  ].join('\r\n');

const csv = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

test('an empty instance becomes a campaign under way, in the browser alone', async ({ browser, empty }) => {
  const context = await browser.newContext({ ...desk, baseURL: empty.address });
  const page = await context.newPage();

  await test.step('the first page makes the first administrator', async () => {
    await page.goto('/');
    await expect(page).toHaveURL(/\/set-up$/);
    await expectAccessible(page);
    await page.getByLabel('系统的名称').fill('青石镇先进性教育活动');
    await page.getByLabel('地区的最上级').fill('青石镇');
    await page.getByLabel('组织的最上级').fill('中共青石镇委员会');
    await page.getByLabel('您的姓名').fill('江晚晴');
    await page.getByLabel('登录名').fill('admin');
    await page.getByLabel('新密码').fill(secret);
    await page.getByLabel('再输一遍').fill(secret);
    await page.getByRole('button', { name: '建立并登录' }).click();
    await expect(page.getByRole('heading', { name: '青石镇' })).toBeVisible();
  });
  const rootId = new URL(page.url()).pathname.split('/').at(-1) ?? '';

  await test.step('organisations: the dry run shows a faulty cell, which is mended in its place', async () => {
    await expect(page.getByText('先导入名册：地区、')).toBeVisible();
    await page.getByRole('link', { name: '导入名册' }).first().click();
    await page.locator('input[type=file]').setInputFiles(csv('单位和支部.csv', organisations));
    await expect(page.getByRole('heading', { name: '导入地区、单位与组织，试算' })).toBeVisible();
    await expect(page.getByText('C3', { exact: true })).toBeVisible();
    await expect(page.getByText('最接近：单位')).toBeVisible();
    await expect(page.getByRole('button', { name: '导入 2 行' })).toBeDisabled();
    await expectAccessible(page);
    await page.getByRole('button', { name: '改为最接近的' }).first().click();
    await expect(page.getByText('逐格查过，没有问题')).toBeVisible();
    await page.getByRole('button', { name: '导入 4 行' }).click();
    await expect(page.getByText('已导入', { exact: true })).toBeVisible();
  });

  await test.step('members: a cell is typed anew in its place, and a mended file is tried again', async () => {
    await page.goto(`/organisations/${rootId}/import?what=members`);
    await page.locator('input[type=file]').setInputFiles(csv('党员名册.csv', members('19七0')));
    await expect(page.getByText('C2', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: '改写' }).click();
    await expect(page.getByText('还没有改')).toBeVisible();
    await page.getByLabel('C2 改为').fill('1970');
    await page.getByRole('button', { name: '改好' }).click();
    await expect(page.getByText('逐格查过，没有问题')).toBeVisible();
    await expect(page.getByRole('button', { name: '导入 3 行' })).toBeEnabled();
    await page.getByRole('button', { name: '换文件' }).click();
    await page.locator('input[type=file]').setInputFiles(csv('党员名册.csv', members('1970')));
    await page.getByRole('button', { name: '导入 3 行' }).click();
    await expect(page.getByText('已导入', { exact: true })).toBeVisible();
    await page.getByRole('link', { name: '看名册' }).click();
    await expect(page.getByRole('link', { name: '方知微' })).toBeVisible();
  });

  const unitId = await test.step('somebody of the roster becomes clerk of a unit', async () => {
    await page.goto(`/overview/${rootId}`);
    await page.getByRole('treeitem', { name: '青石小学' }).click();
    await expect(page.getByRole('heading', { name: '没有参加活动' })).toBeVisible();
    await expect(page.getByText('成员 2 名，小组 1 个')).toBeVisible();
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    await page.getByRole('link', { name: '职务与权限' }).click();
    await page.getByLabel('姓名').fill('方知微');
    const appoint = page.getByRole('button', { name: '任命' });
    await expect(appoint).toBeDisabled();
    await expect(appoint).toHaveAccessibleDescription('有同名的人，先选是哪一位');
    await page.getByRole('button', { name: '就是此人' }).click();
    await page.getByLabel('职务').selectOption({ label: '联络员' });
    await appoint.click();
    await expect(page.getByText('已任命。要登录的话，还要打印启用单')).toBeVisible();
    return id;
  });

  const code = await test.step('the activation sheet is made, to be printed', async () => {
    await page.getByRole('link', { name: '启用单' }).click();
    await page.getByRole('checkbox', { name: '方知微' }).first().check();
    await page.getByRole('button', { name: '生成 1 人的启用单' }).click();
    await expect(page.getByRole('button', { name: '打印' })).toBeVisible();
    await page.emulateMedia({ media: 'print' });
    await expect(page.locator('.m-strip')).toHaveCount(1);
    await expect(page.getByRole('navigation')).toBeHidden();
    await page.emulateMedia({ media: 'screen' });
    return page.locator('.m-strip-code').innerText();
  });

  const clerks = await browser.newContext({ ...phone, baseURL: empty.address });
  const clerk = await clerks.newPage();
  await test.step('the clerk uses the code on a phone and logs in', async () => {
    await clerk.goto('/activate');
    await clerk.getByLabel('启用码').fill(code);
    await clerk.getByLabel('新密码').fill(secret);
    await clerk.getByLabel('再输一遍').fill(secret);
    await clerk.getByRole('button', { name: '设定密码' }).click();
    await clerk.getByRole('link', { name: '登录' }).click();
    await logIn(clerk, await clerk.getByLabel('登录名').inputValue(), secret);
    await expect(clerk.getByText('现在没有定了期限的事要办')).toBeVisible();
    await clerk.getByRole('link', { name: '本单位' }).click();
    await expect(clerk.getByRole('heading', { name: '没有参加活动' })).toBeVisible();
  });

  await test.step('the playbook is loaded, the campaign started, a batch opened', async () => {
    await page.goto(`/organisations/${rootId}/campaign`);
    await expect(page.getByText('还没有开始：先装入方案，再开始，再开批')).toBeVisible();
    const choose = (yaml: string) =>
      page
        .locator('input[type=file]')
        .setInputFiles({ name: '2005-town.yaml', mimeType: 'application/yaml', buffer: Buffer.from(yaml) });
    const whole = readFileSync(playbook, 'utf8');
    await choose(whole.replace('assessment.dissatisfied', 'assessment.disatisfied'));
    await page.getByRole('button', { name: '检查并装入' }).click();
    const fault = page.getByRole('listitem').filter({ hasText: '没有这一项指标' });
    expect(await fault.locator('.m-second').last().textContent()).toBe('最接近：assessment.dissatisfied');
    await choose(whole);
    await page.getByRole('button', { name: '检查并装入' }).click();
    await expect(page.getByText('已装入 2005-town 5')).toBeVisible();
    await page.getByRole('button', { name: '开始活动' }).click();
    await page.getByLabel('仍要开批的理由').fill('边准备边开始');
    await page.getByRole('button', { name: '开第 1 批' }).click();
    await expect(page.getByRole('listitem').filter({ hasText: '第 1 批' })).toBeVisible();
    await expect(page.getByText('已开批，2 个单位参加')).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('the unit reads what is missing before its next stage', async () => {
    await clerk.goto(`/units/${unitId}`);
    await expect(clerk.getByRole('heading', { name: '距“分析评议”还差 2 项' })).toBeVisible();
    await expect(clerk.getByText('每名党员学习不少于 45 学时')).toBeVisible();
    await expect(clerk.getByText('群众满意度测评不满意率低于 10 %')).toBeVisible();
  });
  await Promise.all([context.close(), clerks.close()]);
});
