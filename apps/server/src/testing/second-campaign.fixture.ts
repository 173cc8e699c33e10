import { listCampaigns, openBatch, startCampaign } from '@muster/contract/campaign';
import { readMe } from '@muster/contract/access';
import { assignUnit, formTeam, joinTeam } from '@muster/contract/supervision';
import type { CastName, TestHouse } from '@muster/testkit';

/** The windows of the small campaign. */
const windows = [
  { code: 'study', startsOn: '2026-02-10', endsOn: '2026-03-25' },
  { code: 'analysis', startsOn: '2026-03-26', endsOn: '2026-05-10' },
  { code: 'rectification', startsOn: '2026-05-11', endsOn: '2026-06-30' },
];

/** The campaign that the house was built with. */
export async function firstCampaign(house: TestHouse): Promise<string> {
  const { campaigns } = await (await house.as('office')).call(listCampaigns, {});
  return campaigns.at(-1)?.id ?? '';
}

/** A further campaign by the same playbook with everything beneath the nodes in its first batches. */
export async function furtherCampaign(
  house: TestHouse,
  root: string,
  startedOn: string,
  beneath: readonly string[] = [root],
): Promise<string> {
  const office = await house.as('office');
  const { campaigns } = await office.call(listCampaigns, {});
  const { id: campaignId } = await office.call(startCampaign, {
    params: { organisationId: house.id(root) },
    body: {
      playbookId: campaigns.at(-1)?.playbook.id ?? '',
      name: { zh: `${root}的活动`, en: `The one of ${root}` },
      startedOn,
    },
  });
  for (const [index, node] of beneath.entries()) {
    const body = { number: index + 1, organisationId: house.id(node), stages: windows };
    await openedOn(house, windows[0]?.startsOn ?? '', () => office.call(openBatch, { params: { campaignId }, body }));
  }
  return campaignId;
}

/** Somebody of the cast answers for units in a campaign, in a team of a node there. */
export async function teamIn(
  house: TestHouse,
  campaign: string,
  units: readonly string[],
  who: CastName = 'team',
  at = 'COUNTY',
): Promise<string> {
  const office = await house.as('office');
  const params = { organisationId: house.id(at) };
  const { id: teamId } = await office.call(formTeam, { params, body: { name: '另一组' } }, { campaign });
  for (const unit of units) await office.call(assignUnit, { params: { teamId }, body: { unitId: house.id(unit) } });
  const { person } = await (await house.as(who)).call(readMe, {});
  await office.call(joinTeam, { params: { teamId }, body: { personId: person.id, isLeader: true } });
  return teamId;
}

/** Opened on a day that was; a batch begins no stage in the past. */
export async function openedOn<T>(house: TestHouse, day: string, open: () => Promise<T>): Promise<T> {
  const now = house.clock.now();
  house.clock.set(new Date(`${day}T08:00:00+08:00`));
  const opened = await open();
  house.clock.set(now);
  return opened;
}
