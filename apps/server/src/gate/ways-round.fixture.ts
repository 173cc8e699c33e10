import { confirmAssessment, enterCount, openAssessment, reportAssessment } from '@muster/contract/assessment';
import { applyForTransition, decideTransition, endorseTransition, readGate } from '@muster/contract/gate';
import type { CastName, TestHouse } from '@muster/testkit';
import { withClient } from '../platform/database/client.ts';

const none = { satisfied: 0, basicallySatisfied: 0, dissatisfied: 0, dontKnow: 0, void: 0 };

/** The community votes: counted by its clerk and its head, confirmed by the team. */
export async function vote(house: TestHouse, dissatisfied: number, satisfied: number): Promise<string> {
  const clerk = await house.as('communityClerk');
  const { id: assessmentId } = await clerk.call(openAssessment, {
    params: { unitId: house.id('COMMUNITY') },
    body: { heldOn: '2026-03-19' },
  });
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

export async function endorse(house: TestHouse, who: CastName, transitionId: string) {
  return (await house.as(who)).call(endorseTransition, { params: { transitionId }, body: {} });
}

export async function decide(house: TestHouse, who: CastName, transitionId: string, refusedFor?: string) {
  const body =
    refusedFor === undefined ? { outcome: 'passed' as const } : { outcome: 'refused' as const, note: refusedFor };
  return (await house.as(who)).call(decideTransition, { params: { transitionId }, body });
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
