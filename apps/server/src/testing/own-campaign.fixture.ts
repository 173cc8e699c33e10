import { loadPlaybook, openBatch, startCampaign } from '@muster/contract/campaign';
import { recordActivity } from '@muster/contract/study';
import { smallPlaybook, studyStage, type CastName, type TestHouse } from '@muster/testkit';
import { openedOn, teamIn } from './second-campaign.fixture.ts';

/** A condition as it stands in a playbook, in one line. */
export function condition(code: string, rest: string): string {
  return `      - { code: ${code}, title: { zh: 条件, en: Condition }, notFor: [], dueDaysBeforeEnd: 0, ${rest} }\n`;
}

/** A campaign of the county's own, begun after the house's, whose units stand in the study stage before these conditions. */
export async function ownCampaign(
  house: TestHouse,
  conditions: readonly string[],
  changed: (yaml: string) => string = (yaml) => yaml,
): Promise<string> {
  const office = await house.as('office');
  const own = smallPlaybook()
    .replace('code: 2005-town', 'code: 2005-own')
    .replace(/( {4}conditions:\n)(?: {6}.*\n)+/, `$1${conditions.join('')}`);
  const yaml = changed(own);
  const params = { organisationId: house.id('COUNTY') };
  const { id: playbookId } = await office.call(loadPlaybook, { params, body: { yaml } });
  const name = { zh: '县里的活动', en: 'The county’s' };
  const body = { playbookId, name, startedOn: '2026-02-11' };
  const { id: campaignId } = await office.call(startCampaign, { params, body });
  const stages = [
    { code: 'study', ...studyStage },
    { code: 'analysis', startsOn: '2026-03-26', endsOn: '2026-05-10' },
    { code: 'rectification', startsOn: '2026-05-11', endsOn: '2026-06-30' },
  ];
  const batch = { number: 1, organisationId: house.id('COUNTY'), stages };
  await openedOn(house, studyStage.startsOn, () => office.call(openBatch, { params: { campaignId }, body: batch }));
  await teamIn(house, campaignId, ['SCHOOL', 'COMMUNITY', 'CLINIC']);
  return campaignId;
}

/** A meeting of two hours on the afternoon of a day; who is named was ill. */
export async function meet(
  house: TestHouse,
  who: CastName,
  { branch, day, kind = 'collective-study', ill = [] }: MeetingHeld,
): Promise<string> {
  const { id } = await (
    await house.as(who)
  ).call(recordActivity, {
    params: { branchId: house.id(branch) },
    body: {
      kind,
      topic: '学习',
      startsAt: `${day}T14:00:00+08:00`,
      endsAt: `${day}T16:00:00+08:00`,
      absences: ill.map((code) => ({ personId: house.id(code), reason: 'sick' })),
      lateReason: '补记',
    },
  });
  return id;
}

interface MeetingHeld {
  readonly branch: string;
  readonly day: string;
  readonly kind?: string;
  readonly ill?: readonly string[];
}
