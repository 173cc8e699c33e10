import { expect, phone, test } from '../fixtures/journey.ts';

const topic = '断网时记下的一次会';

test('a meeting saved over a bad connection is kept, and recorded exactly once', async ({ somebody, town }) => {
  const page = await somebody('secretary-b07', phone);
  const branch = town.id('竹溪村党支部');
  const sheet = `**/api/branches/${branch}/activities`;
  await page.goto(`/branches/${branch}/record`);
  await page.getByLabel('议题').fill(topic);
  await page.getByRole('list').getByRole('button').first().tap();
  await page.getByRole('group').getByRole('button', { name: '病假' }).tap();

  await test.step('the request does not arrive', async () => {
    await page.route(sheet, (route) => route.abort('connectionfailed'), { times: 1 });
    await page.getByRole('button', { name: '保存，21 人到会' }).tap();
    await expect(page.getByRole('status').filter({ hasText: '没有网络，已存 1 条，联网后送出' })).toBeVisible();
    await expect(page.getByLabel('议题')).toHaveValue(topic);
  });

  await test.step('the draft outlives the page', async () => {
    await page.reload();
    await expect(page.getByLabel('议题')).toHaveValue(topic);
    await expect(page.getByRole('button', { name: '保存，21 人到会' })).toBeVisible();
  });

  await test.step('the request arrives and its answer is lost', async () => {
    await page.route(
      sheet,
      async (route) => {
        await route.fetch();
        await route.abort('connectionreset');
      },
      { times: 1 },
    );
    await page.getByRole('button', { name: '保存，21 人到会' }).tap();
    await page.getByRole('button', { name: '重新送出，21 人到会' }).tap();
    await expect(page.getByRole('heading', { name: topic })).toBeVisible();
    await expect(page.locator('.m-roll-call')).toContainText('21 / 22');
  });

  await test.step('there is one, and the form is empty again', async () => {
    await page.goto(`/organisations/${branch}/activities`);
    await expect(page.getByRole('link', { name: topic })).toHaveCount(1);
    await page.goto(`/branches/${branch}/record`);
    await expect(page.getByLabel('议题')).toHaveValue('');
  });
});

test('a page that is asked for without a network says so in its place, and comes once the network is back', async ({
  somebody,
  town,
}) => {
  const secretary = await somebody('secretary', phone);
  await secretary.goto(`/branches/${town.id('中心小学第一党支部')}`);
  const record = secretary.getByRole('link', { name: '记一次会' });
  await expect(record).toBeVisible();
  await secretary.context().setOffline(true);
  await record.tap();
  await expect(secretary.getByText('没能取到：这一页')).toBeVisible();
  await secretary.context().setOffline(false);
  await secretary.getByRole('button', { name: '重试' }).tap();
  await expect(secretary.getByLabel('议题')).toBeVisible();
});
