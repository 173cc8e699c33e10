import { startInstance } from '@muster/testkit/instance';
import { openStages, foundHospital } from '../fixtures/hospital.ts';
import { desk, expect, test } from '../fixtures/journey.ts';

test('of many teams each one’s units are worked out when it is opened, and not all at once', async ({ browser }) => {
  const instance = await startInstance('serve');
  try {
    const context = await browser.newContext({ ...desk, baseURL: instance.address });
    const office = await context.newPage();
    const founded = await foundHospital(context.request);
    await openStages(founded);
    const { rootId, ask, send } = founded;
    const under = `/api/organisations/${rootId}`;
    const { nodes: units } = await ask(`${under}/children`);
    const names = ['第一巡查小组', '第二巡查小组', '第三巡查小组', '第四巡查小组'];
    for (const [place, name] of names.entries()) {
      // oxlint-disable no-await-in-loop -- in their order
      const { id } = await send(`${under}/teams`, { name });
      await send(`/api/teams/${id}/units`, { unitId: units[place % 2].id });
      // oxlint-enable no-await-in-loop
    }
    const gates: string[] = [];
    office.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (pathname === '/api/gates' || pathname.endsWith('/gate')) gates.push(request.url());
    });

    await office.goto('/supervision?lang=zh');
    const team = office.getByRole('region', { name: '第二巡查小组' });
    await expect(team).toBeVisible();
    await expect(office.getByRole('region', { name: '第四巡查小组' })).toBeVisible();
    await office.waitForLoadState('networkidle');
    expect(gates).toEqual([]);

    await team.getByText('1 个科室').click();
    await expect(team.getByRole('link', { name: units[1].name })).toBeVisible();
    await expect.poll(() => gates).toEqual([expect.stringContaining(units[1].id)]);
    await context.close();
  } finally {
    await instance.stop();
  }
});
