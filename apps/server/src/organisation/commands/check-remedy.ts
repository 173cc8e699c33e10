import { permit } from '@muster/core/access';
import { civilDateAt, refuse } from '@muster/core/kernel';
import { judgeCheck } from '@muster/core/organisation';
import { sql } from 'kysely';
import type { Command } from '../../platform/command.ts';
import { setState } from '../change-writes.ts';
import { loadRemedy, remedyFact, type LoadedRemedy } from '../remedies/load-remedy.ts';

interface Input {
  readonly remedyId: string;
  readonly outcome: 'verified' | 'returned';
  readonly note: string | null;
}

type State = LoadedRemedy & { readonly checkerIsOfIt: boolean; readonly stateNow: string };

interface Facts {
  readonly outcome: 'verified' | 'returned';
  readonly note: string | null;
}

/** Verifying makes the organisation normal again and ends the remedy; giving it back leaves it open, with what is missing. */
export const checkRemedyCommand: Command<Input, State, Facts, { id: string }> = {
  name: 'organisation.check-remedy',
  load: async (tx, { remedyId }, { actor }) => {
    const remedy = await loadRemedy(tx, remedyId);
    if (remedy === null) return refuse('not-found');
    const { rows } = await sql<{ checkerIsOfIt: boolean; stateNow: string }>`
      select organisation_is_of(region_id, id, ${actor.personId}::uuid) as "checkerIsOfIt", state as "stateNow"
      from organisation where region_id = ${remedy.node.regionId} and id = ${remedy.node.id}::uuid`.execute(tx);
    const [more] = rows;
    return more === undefined ? refuse('not-found') : { ...remedy, ...more };
  },
  permit: ({ grants }, { node }) => permit(grants, 'manage-organisations', node.place),
  decide: (remedy, { outcome, note }, { actor }) => {
    const checker = { personId: actor.personId, isOfTheOrganisation: remedy.checkerIsOfIt };
    return judgeCheck(remedy, { outcome, note }, checker) ?? { outcome, note };
  },
  save: async (tx, { outcome, note }, remedy, { actor, at, timeZone, newId }) => {
    const { lastReport, node } = remedy;
    if (lastReport === null) throw new Error('the rules let nobody check what was not reported');
    await tx
      .insertInto('organisation_remedy_check')
      .values({
        region_id: node.regionId,
        report_id: lastReport.id,
        outcome,
        note,
        reported_by: lastReport.reportedBy,
        checked_by: actor.personId,
        checked_by_name: actor.personName,
        recorded_at: at,
        path: node.place.path,
        linked: [...node.place.linked],
      })
      .execute();
    if (outcome === 'returned') return;
    await sql`update organisation_remedy set ended_at = ${at} where region_id = ${node.regionId} and id = ${remedy.id}::uuid`.execute(
      tx,
    );
    const change = { before: remedy.stateNow, after: 'normal' };
    await setState(tx, node, change, { by: actor, on: civilDateAt(at, timeZone), at, newId });
  },
  record: ({ outcome, note }, remedy) => [
    remedyFact(
      remedy,
      outcome === 'verified' ? 'organisation.remedy-verified' : 'organisation.remedy-returned',
      {},
      { remedy: remedy.id, report: remedy.lastReport?.id ?? null, outcome, note },
      remedy.id,
    ),
  ],
  answer: (_facts, { id }) => ({ id }),
};
