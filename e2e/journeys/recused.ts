import { startInstance } from '@muster/testkit/instance';
import { asPerson } from '../fixtures/as-person.ts';
import { openStages, foundHospital } from '../fixtures/hospital.ts';
import { desk, expect, test } from '../fixtures/journey.ts';

test('whoever of the team is given an office at a unit rules on nothing there, and the office sees it', async ({
  browser,
}) => {
  const instance = await startInstance('serve');
  try {
    const context = await browser.newContext({ ...desk, baseURL: instance.address });
    const office = await context.newPage();
    const founded = await foundHospital(context.request);
    await openStages(founded);
    const { rootId, today, ask, send } = founded;
    const under = `/api/organisations/${rootId}`;
    const { nodes: units } = await ask(`${under}/children`);
    const idOf = (name: string): string => units.find((unit: { name: string }) => unit.name === name).id;
    const unitId = idOf('心内科');
    const { members } = await ask(`/api/organisations/${idOf('急诊科')}/members`);
    const { personId } = members[0];

    const { id: teamId } = await send(`${under}/teams`, { name: '第一巡查小组' });
    await send(`/api/teams/${teamId}/units`, { unitId });
    await send(`/api/teams/${teamId}/members`, { personId, isLeader: true });
    const { id: assessmentId } = await send(`/api/units/${unitId}/assessments`, { heldOn: today });
    const member = await asPerson(browser, founded, personId, { ...desk, baseURL: instance.address });
    const mustStandBack = member.getByText('您是这个科室的人，或在这里任职，须回避，请由别人来办');

    await test.step('a member of the team who belongs elsewhere is asked to stand back from nothing', async () => {
      await member.goto(`/assessments/${assessmentId}?lang=zh`);
      await expect(member.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(mustStandBack).toBeHidden();
      await office.goto(`/organisations/${rootId}/teams?lang=zh`);
      await expect(office.getByRole('heading', { name: '第一巡查小组' })).toBeVisible();
      await expect(office.getByText('回避：')).toBeHidden();
    });

    await test.step('given an office at the unit, the member reads why there is nothing to do', async () => {
      await send(`/api/organisations/${unitId}/appointments`, { personId, role: 'clerk' });
      await member.reload();
      await expect(mustStandBack).toBeVisible();
      await member.goto(`/units/${unitId}?lang=zh`);
      await expect(mustStandBack).toBeVisible();
      await expect(member.getByText(/里没有人能办，请.*另派/).first()).toBeVisible();
    });

    await test.step('the office sees who is recused, and that nobody acts there', async () => {
      await office.reload();
      await expect(office.getByRole('heading', { name: '没有人能办的科室' })).toBeVisible();
      await expect(office.getByText('回避：')).toBeVisible();
    });
    await Promise.all([member.context().close(), context.close()]);
  } finally {
    await instance.stop();
  }
});
