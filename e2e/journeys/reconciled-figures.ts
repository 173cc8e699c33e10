import { expectAccessible } from '../fixtures/accessible.ts';
import { startInstance } from '@muster/testkit/instance';
import { desk, expect, phone, test } from '../fixtures/journey.ts';

const secret = '雨后春山处处都是新绿';

/** The second batch of the city, as its speech gives it: the total is stated, and nobody added the classes up. */
const stated = 2367;
const classes: readonly (readonly [title: string, units: number])[] = [
  ['街道', 2],
  ['社区', 100],
  ['社会团体', 63],
  ['社会中介组织和民办非企业单位', 168],
  ['国有企业', 173],
  ['非公有制企业', 829],
  ['各类学校', 369],
  ['医疗卫生单位', 148],
  ['乡镇机关及其直属单位', 350],
  ['区县派驻乡镇的基层单位', 188],
  ['未参加第一批集中教育活动的其他企事业单位', 31],
  ['其他', 48],
];

const units = classes.flatMap(([title, amount]) =>
  Array.from({ length: amount }, (_, place) => `${title}第${place + 1}家,单位,${title}`),
);
const file = {
  name: '第二批单位.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(['名称,种类,类别', ...units].join('\r\n')),
};

test('a stated total that nobody added up is found on import, with the only parts that explain it', async ({
  browser,
}) => {
  const instance = await startInstance('serve');
  const context = await browser.newContext({ ...desk, baseURL: instance.address });
  const page = await context.newPage();
  const figure = (column: string) => page.locator(`[data-claim=${column}] .m-fig`).first();

  await test.step('a city with 2,469 units in twelve classes, imported through the page', async () => {
    await page.goto('/');
    await page.getByLabel('系统的名称').fill('第二批');
    await page.getByLabel('地区的最上级').fill('眉山市');
    await page.getByLabel('组织的最上级').fill('中共眉山市委');
    await page.getByLabel('您的姓名').fill('周岚');
    await page.getByLabel('登录名').fill('office');
    await page.getByLabel('新密码').fill(secret);
    await page.getByLabel('再输一遍').fill(secret);
    await page.getByRole('button', { name: '建立并登录' }).click();
    await page.getByRole('link', { name: '导入名册' }).first().click();
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByRole('button', { name: '导入 2,469 行' }).click({ timeout: 30_000 });
    await expect(page.getByText('已导入', { exact: true })).toBeVisible({ timeout: 30_000 });
  });

  await test.step('what the report states is pasted as it came', async () => {
    await page.getByRole('link', { name: '名册', exact: true }).first().click();
    await page.getByRole('link', { name: '核对总数' }).click();
    await page.getByRole('button', { name: '记下声明' }).first().click();
    const form = page.getByRole('form', { name: '记下别处声明的数' });
    await form.getByLabel('出处').fill('报告第 2 页');
    const pasted = classes.map(([title, amount]) => `${title}\t${amount}`).join('\n');
    await form.getByLabel('从表格粘贴分项').fill(`${pasted}\n合计\t${stated}\n街到\t1`);
    await expect(form.getByText('清单里没有“街到”')).toBeVisible();
    await expect(page.getByRole('button', { name: '记下', exact: true })).toBeDisabled();
    await form.getByLabel('从表格粘贴分项').fill(`${pasted}\n合计\t${stated}`);
    await expect(form.getByText('读到 12 项，合计 2,469')).toBeVisible();
    await page.getByRole('button', { name: '记下', exact: true }).click();
    await expect(form).toBeHidden();
  });

  await test.step('stated 2,367, added up 2,469, counted 2,469; 102 is sub-districts and communities, and nothing else', async () => {
    await expect(figure('stated')).toHaveText('2,367');
    await expect(figure('sum')).toHaveText('2,469');
    await expect(figure('counted')).toHaveText('2,469');
    const suspicion = page.locator('.claims-suspicion');
    await expect(suspicion).toContainText('声明比分项少 102，恰等于街道 2 + 社区 100');
    await expect(suspicion).toContainText('凑成 102 最少要 2 项，这么少的只有这一组；项数更多的组合没有列出');
    const table = page.getByRole('table', { name: '单位: 类别' });
    await expect(table.locator('tbody tr')).toHaveCount(classes.length);
    const marked = table.locator('tbody tr').filter({ hasText: '疑漏计' });
    await expect(marked.locator('td:first-child')).toHaveText(['街道', '社区']);
    await expect(table.getByRole('columnheader', { name: '若是这一组' })).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('a counted figure opens its list, which is as long as the figure', async () => {
    const line = page.getByRole('row').filter({ has: page.getByRole('cell', { name: '社区', exact: true }) });
    await line.getByRole('link').click();
    await expect(page.getByText('清点出 100 个')).toBeVisible();
    await expect(page.getByText('第 1 至 50 个，共 100 个')).toBeVisible();
    await page.getByRole('button', { name: '下一页' }).click();
    await expect(page.getByText('第 51 至 100 个，共 100 个')).toBeVisible();
    await expect(page.getByRole('table').locator('tbody tr')).toHaveCount(50);
    await expectAccessible(page);
    await page.getByRole('link', { name: '核对总数' }).click();
  });

  await test.step('where no parts explain a difference, the page says so', async () => {
    await page.getByRole('button', { name: '记下声明' }).first().click();
    await page.getByLabel('出处').fill('电话报送');
    await page.getByLabel('声明总数').fill('2468');
    await page.getByRole('button', { name: '记下', exact: true }).click();
    await expect(figure('stated')).toHaveText('2,468');
    await expect(page.locator('.claims-suspicion').first()).toContainText('声明比清点少 1');
    await expect(page.locator('.claims-suspicion').first()).toContainText('没有哪几项相加恰好是 1，差异另有原因');
  });

  await test.step('a figure that was taken down wrongly is void, with its reason, and stays to be seen', async () => {
    const record = page.getByRole('row').filter({ hasText: '电话报送' }).filter({ hasText: '有效' });
    await record.getByRole('button', { name: '作废' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('原因').fill('听错了');
    await dialog.getByRole('button', { name: '作废', exact: true }).click();
    await expect(figure('stated')).toHaveText('2,367');
    await expect(page.getByRole('heading', { name: '声明记录' })).toBeVisible();
    await page
      .getByRole('button', { name: /全部列出/ })
      .last()
      .click();
    await expect(page.getByRole('row').filter({ hasText: '听错了' })).toContainText('已作废');
  });

  await test.step('on a phone the suspicion stands before the lines, and nothing is cut off', async () => {
    const small = await browser.newContext({
      ...phone,
      baseURL: instance.address,
      storageState: await context.storageState(),
    });
    const hand = await small.newPage();
    await hand.goto(page.url());
    await expect(hand.locator('.claims-suspicion')).toContainText('恰等于街道 2 + 社区 100');
    const [wide, shown] = await hand.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
    expect(wide).toBeLessThanOrEqual(shown ?? 0);
    await small.close();
  });

  await context.close();
  await instance.stop();
});
