import { startInstance } from '@muster/testkit/instance';
import { foundHospital, openStages } from '../fixtures/hospital.ts';
import { desk, expect, test } from '../fixtures/journey.ts';

test('a campaign is closed with a unit unfinished: weeks later its pages say how far it came, and count and offer nothing', async ({
  browser,
}) => {
  const instance = await startInstance('serve');
  try {
    const context = await browser.newContext({ ...desk, baseURL: instance.address });
    const page = await context.newPage();
    const founded = await foundHospital(context.request);
    await openStages(founded);
    const { rootId, campaignId, today, ask, send } = founded;
    const { nodes: units } = await ask(`/api/organisations/${rootId}/children`);
    const { obligations } = await ask(`/api/organisations/${units[0].id}/obligations`);
    const { unfinished } = await ask(`/api/campaigns/${campaignId}/closing`);
    await send(`/api/campaigns/${campaignId}/closing`, { closedOn: today, reason: '任务调整', unfinished });
    await page.clock.setFixedTime(Date.now() + 30 * 86_400_000);

    await page.goto(`/units/${units[0].id}?lang=zh`);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('结束，停在“停下来看”');
    await expect(page.getByRole('main')).not.toContainText(/逾期|可以申请|还没有.*负责/);
    await page.goto(`/overview/${rootId}`);
    await expect(page.getByText('第 1 天，共 10 天')).toBeVisible();
    await page.goto(`/organisations/${units[0].id}/obligations`);
    await expect(page.getByRole('row').nth(1)).toBeVisible();
    await expect(page.getByRole('main')).not.toContainText(/逾期 \d/);
    await page.goto(`/obligations/${obligations[0].id}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByRole('link', { name: '延期、免办' })).toBeHidden();
    await context.close();
  } finally {
    await instance.stop();
  }
});
