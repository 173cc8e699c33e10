import { appoint } from '@muster/contract/access';
import { readGate } from '@muster/contract/gate';
import {
  checkDeliverable,
  exemptObligation,
  listOwed,
  readObligation,
  submitDeliverable,
} from '@muster/contract/obligation';
import type { TestHouse } from '@muster/testkit';
import { condition, meet, ownCampaign } from '../testing/own-campaign.fixture.ts';

/** A campaign whose stage asks for what somebody can be let off, and hard for a summary; two heads owe a lecture and two members a lesson. */
export async function campaignToLetOff(house: TestHouse): Promise<string> {
  const campaign = await ownCampaign(house, [
    condition('plan', 'measure: deliverable.accepted, deliverable: plan, hard: false, threshold: accepted'),
    condition('speak', 'measure: study.lectures-given, lecture: head-lecture, hard: false, threshold: given'),
    condition('made-up', 'measure: study.made-up, hard: false, threshold: at least 100 %'),
    condition('summary', 'measure: deliverable.accepted, deliverable: summary, hard: true, threshold: accepted'),
  ]);
  const body = { personId: house.id('SCHOOL-1-05'), role: 'head' } as const;
  await (await house.as('office')).call(appoint, { params: { organisationId: house.id('SCHOOL') }, body });
  await meet(house, 'secretary', { branch: 'SCHOOL-1', day: '2026-03-17', ill: ['SCHOOL-1-06', 'SCHOOL-1-07'] });
  return campaign;
}

export async function findings(house: TestHouse) {
  return (await (await house.as('office')).call(readGate, { params: { unitId: house.id('SCHOOL') } })).findings;
}

/** Code, verdict and figure of each condition. */
export async function figures(house: TestHouse) {
  return (await findings(house)).map(({ code, verdict, num, den }) => [code, verdict, num, den]);
}

/** What the school owes of this kind or with this title, by whose it is; of the unit itself by an empty name. */
export async function owedBy(house: TestHouse, campaign: string, what: string): Promise<ReadonlyMap<string, string>> {
  const params = { organisationId: house.id('SCHOOL') };
  const county = await house.as('county');
  const { owed } = await county.call(listOwed, { params, query: { state: 'all', limit: 200 } }, { campaign });
  return new Map(
    owed.flatMap((each) => ([each.kind, each.title.zh].includes(what) ? [[each.person?.name ?? '', each.id]] : [])),
  );
}

export async function letOff(house: TestHouse, obligationId: string, reason = '并校'): Promise<void> {
  await (await house.as('county')).call(exemptObligation, { params: { obligationId }, body: { reason } });
}

/** Handed in by the clerk and accepted by the team. */
export async function accepted(house: TestHouse, obligationId: string): Promise<void> {
  const handedIn = { params: { obligationId }, body: { text: '材料', file: null } };
  await (await house.as('clerk')).call(submitDeliverable, handedIn);
  const team = await house.as('team');
  const { deliverables } = await team.call(readObligation, { params: { obligationId } });
  const params = { deliverableId: deliverables[0]?.id ?? '' };
  await team.call(checkDeliverable, { params, body: { outcome: 'accepted', note: null } });
}
