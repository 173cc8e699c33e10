import type { Client } from '@muster/client';
import { appoint } from '@muster/contract/access';
import { applyForTransition } from '@muster/contract/gate';
import type { TestHouse } from '@muster/testkit';
import { condition, ownCampaign } from '../testing/own-campaign.fixture.ts';
import { teamIn } from '../testing/second-campaign.fixture.ts';
import { decide, endorse, gateOf } from './ways-round.fixture.ts';

/** The units of the joint branch, which the clinic hosts. */
export type Unit = 'CLINIC' | 'STATION';
export type Heads = Readonly<Record<Unit, Client>>;

const conditions = ['head', 'expert'].map((who) =>
  condition(who, `measure: study.lectures-given, lecture: ${who}-lecture, hard: false, threshold: given`),
);
const lecture = (who: string, more = '') =>
  `      - { code: ${who}-lecture, title: { zh: ${who}, en: ${who} }, by: ${who === 'own' ? 'member' : who}, activities: [lecture], dueDaysBeforeEnd: 5${more} }\n`;
const work = (code: string) => `      - { code: ${code}, title: { zh: ${code}, en: ${code} } }\n`;
const asks = (of: string, script: string) =>
  `    lectures:\n${lecture('head', script)}${lecture('expert')}${lecture('own')}    readings:\n${work(`of-${of}`)}${work('of-both')}`;
const bothStages = (script: string) => (yaml: string) =>
  yaml
    .replace(/ {4}lectures:\n(?: {6}.*\n)+ {4}readings:.*\n(?: {6,}.*\n)+/, asks('study', script))
    .replace(
      /( {2}- code: analysis\n(?: {4}(?:title|minimumDays).*\n)+)( {4}conditions:\n)/,
      `$1${asks('analysis', '')}$2${conditions.join('')}`,
    );

/** A campaign in whose first two stages both units owe lectures and reading; each has a head, who is its first member. */
export async function twoStages(house: TestHouse, script = ''): Promise<{ campaignId: string; heads: Heads }> {
  const campaignId = await ownCampaign(house, conditions, bothStages(script));
  await teamIn(house, campaignId, ['STATION'], 'otherTeam', 'OTHER-TOWN');
  const office = await house.as('office');
  const params = { organisationId: house.id('STATION') };
  const personId = house.id('STATION-01');
  await office.call(appoint, { params, body: { personId, role: 'head' } });
  await house.account(personId, 'station-head');
  return {
    campaignId,
    heads: { CLINIC: await house.as('jointSecretary'), STATION: await house.signedIn('station-head') },
  };
}

/** On to the next stage. */
export async function pass(house: TestHouse, heads: Heads, unit: Unit): Promise<void> {
  const { judgedHash } = await gateOf(house, 'office', unit);
  const applying = { params: { unitId: house.id(unit) }, body: { judgedHash } };
  const { id } = await heads[unit].call(applyForTransition, applying);
  await endorse(house, unit === 'CLINIC' ? 'team' : 'otherTeam', id);
  await decide(house, 'office', id);
}
