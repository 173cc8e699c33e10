import assert from 'node:assert/strict';
import { confirmAssessment, enterCount, openAssessment, reportAssessment } from '@muster/contract/assessment';
import {
  applyForTransition,
  decideTransition,
  decideTransitions,
  endorseTransition,
  endorseTransitions,
  readGate,
} from '@muster/contract/gate';
import { answerOrder, verifyOrder } from '@muster/contract/supervision';
import { Refused } from '@muster/client';
import { refusalOf, type CastName, type TestHouse } from '@muster/testkit';
import { meet } from '../testing/own-campaign.fixture.ts';
import { withClient } from '../platform/database/client.ts';

const none = { satisfied: 0, basicallySatisfied: 0, dissatisfied: 0, dontKnow: 0, void: 0 };

/** The community votes: counted by its clerk and its head, confirmed by the team. */
export async function vote(house: TestHouse, dissatisfied: number, satisfied: number): Promise<string> {
  return count(house, await open(house), dissatisfied, satisfied);
}

/** Its papers are not counted yet. */
export async function open(house: TestHouse): Promise<string> {
  const clerk = await house.as('communityClerk');
  const body = { heldOn: '2026-03-19' };
  return (await clerk.call(openAssessment, { params: { unitId: house.id('COMMUNITY') }, body })).id;
}

export async function count(
  house: TestHouse,
  assessmentId: string,
  dissatisfied: number,
  satisfied: number,
): Promise<string> {
  const clerk = await house.as('communityClerk');
  const body = { member: { ...none, dissatisfied, satisfied }, representative: none };
  await clerk.call(enterCount, { params: { assessmentId }, body });
  await (await house.as('communityHead')).call(enterCount, { params: { assessmentId }, body });
  await (await house.as('team')).call(confirmAssessment, { params: { assessmentId } });
  await (await house.as('team')).call(reportAssessment, { params: { assessmentId }, body: {} });
  return assessmentId;
}

export async function gateOf(house: TestHouse, who: CastName, unit: string) {
  return (await house.as(who)).call(readGate, { params: { unitId: house.id(unit) } });
}

/** `code verdict` of every condition, as whoever asks is told. */
export async function verdicts(house: TestHouse, unit: string): Promise<string[]> {
  return (await gateOf(house, 'office', unit)).findings.map(({ code, verdict }) => `${code} ${verdict}`);
}

/** Applies for what the gate shows at this moment. */
export async function apply(house: TestHouse, who: CastName, unit: string): Promise<string> {
  const { judgedHash } = await gateOf(house, who, unit);
  const client = await house.as(who);
  return (await client.call(applyForTransition, { params: { unitId: house.id(unit) }, body: { judgedHash } })).id;
}

/** Each way is tried in a list as well, and refused there for the same reason. */
export async function endorse(house: TestHouse, who: CastName, transitionId: string) {
  const by = await house.as(who);
  const listed = by.call(endorseTransitions, { body: { transitionIds: [transitionId, nobodys] } }, newKey());
  return asInAList(listed, () => by.call(endorseTransition, { params: { transitionId }, body: {} }));
}

export async function decide(house: TestHouse, who: CastName, transitionId: string, refusedFor?: string) {
  const by = await house.as(who);
  const body =
    refusedFor === undefined
      ? { outcome: 'passed' as const }
      : { outcome: 'refused' as const, note: refusedFor, mendBy: '2026-04-30' };
  const listed = by.call(decideTransitions, { body: { ...body, transitionIds: [transitionId, nobodys] } }, newKey());
  return asInAList(listed, () => by.call(decideTransition, { params: { transitionId }, body }));
}

/** The community has all that is hard, applies, and is endorsed. */
async function bringCommunity(house: TestHouse): Promise<string> {
  for (const day of ['2026-03-17', '2026-03-18']) await meet(house, 'communityHead', { branch: 'COMMUNITY-1', day });
  await vote(house, 1, 90);
  const transitionId = await apply(house, 'communityHead', 'COMMUNITY');
  await endorse(house, 'team', transitionId);
  return transitionId;
}

export async function passCommunity(house: TestHouse): Promise<void> {
  await decide(house, 'office', await bringCommunity(house));
}

/** It is refused by the office all the same. */
export async function refuseCommunity(house: TestHouse, mendBy: string): Promise<void> {
  const transitionId = await bringCommunity(house);
  const body = { outcome: 'refused', note: '笔记没有抽查', mendBy } as const;
  await (await house.as('office')).call(decideTransition, { params: { transitionId }, body });
}

/** What a refusal ordered is answered, of the community by its clerk, and verified by the team. */
export async function mend(house: TestHouse, orderId: string, who: CastName = 'communityClerk'): Promise<void> {
  const body = { text: '已整改', file: null };
  const { id: answerId } = await (await house.as(who)).call(answerOrder, { params: { orderId }, body });
  await (await house.as('team')).call(verifyOrder, { params: { answerId }, body: { outcome: 'verified', note: null } });
}

/** One that is not there stands in the list, so that nothing of it is taken. */
const nobodys = '01890000-0000-7000-8000-000000000000';
const newKey = () => ({ key: crypto.randomUUID() });

async function asInAList<T>(listed: Promise<unknown>, alone: () => Promise<T>): Promise<T> {
  const refused = await listed.then(
    () => assert.fail('a list with one that is not there was taken'),
    (error: unknown) => (error instanceof Refused ? error.problem : assert.fail(String(error))),
  );
  const ofIt = refused.faults?.find(({ field }) => field.startsWith('transitionIds.0'));
  const there = refused.code === 'list-refused' ? (ofIt?.code ?? null) : refused.code;
  const work = alone();
  assert.equal(await refusalOf(work), there, 'alone as in a list');
  return work;
}

export async function asOwner<Row extends object>(house: TestHouse, text: string): Promise<Row[]> {
  return withClient(house.database.superuser(), async (client) => (await client.query<Row>(text)).rows);
}

/** The constraint that stops a statement of the application's own login over all that there is, or null; after another of the same values. */
export async function stoppedBy(
  house: TestHouse,
  text: string,
  values: readonly unknown[] = [],
  after?: string,
): Promise<string | null> {
  const roots = await asOwner<{ path: string }>(house, 'select path::text from organisation where parent_id is null');
  return withClient(house.database.connection('app'), async (client) => {
    await client.query('begin');
    await client.query('select muster_scope($1, null)', [roots.map(({ path }) => path)]);
    try {
      if (after !== undefined) await client.query(after, [...values]);
      await client.query(text, [...values]);
      return null;
    } catch (error) {
      const { constraint, code } = error as { constraint?: string; code?: string };
      return constraint ?? code ?? String(error);
    } finally {
      await client.query('rollback');
    }
  });
}
