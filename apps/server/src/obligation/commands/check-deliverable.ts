import { permit } from '@muster/core/access';
import { civilDateAt, isRefusal, refuse } from '@muster/core/kernel';
import { checkDeliverable, type CheckState, type Outcome } from '@muster/core/obligation';
import type { Circumstances, Command } from '../../platform/command.ts';
import type { Tx } from '../../platform/database/db.ts';
import type { Decided } from '../../platform/each.ts';
import type { LedgerFact } from '../../platform/ledger-record.ts';
import { dischargeEach } from '../owe.ts';
import { findDeliverable, lockObligation, markUnits, type OwedRecord } from '../records.ts';
import { unitsOf } from '../units-of-person.view.ts';

interface Input {
  readonly deliverableId: string;
  readonly outcome: Outcome;
  readonly note: string | null;
}

export interface CheckedState extends CheckState {
  readonly owed: OwedRecord;
  readonly handedInAt: Date;
}

export interface CheckFacts {
  readonly deliverableId: string;
  readonly outcome: Outcome;
  readonly note: string | null;
}

/** Accepts the last version or returns it; the database refuses a checker of the unit a second time. */
export const checkDeliverableCommand: Command<Input, CheckedState, CheckFacts, { id: string }> = {
  name: 'obligation.check-deliverable',
  load: async (tx, { deliverableId }, { actor }) => {
    const before = await findDeliverable(tx, deliverableId);
    if (before === null) return refuse('not-found');
    const owed = await lockObligation(tx, before.obligationId);
    if (isRefusal(owed)) return owed;
    // Again, now that nobody else can check it: the first to do so has.
    const found = await findDeliverable(tx, deliverableId);
    if (found === null) return refuse('not-found');
    const isOfTheUnit = (await unitsOf(tx, actor.personId)).has(owed.unitId);
    return { ...owed, owed, ...found, isOfTheUnit };
  },
  permit: (actor, { owed }) => permit(actor.grants, 'check-deliverable', owed.place),
  decide: (state, { deliverableId, outcome, note }, { actor }) => {
    const checked = checkDeliverable(state, actor.personId, { outcome, note });
    return 'refused' in checked ? checked : { ...checked, deliverableId };
  },
  save: (tx, facts, state, circumstances) => insertChecks(tx, [{ facts, state }], circumstances),
  record: (facts, state) => [factOfCheck(facts, state)],
  answer: (_facts, { owed }) => ({ id: owed.id }),
};

/** As many statements for one as for hundreds. What is accepted is done, on the day on which it was handed in. */
export async function insertChecks(
  tx: Tx,
  checks: readonly Decided<CheckedState, CheckFacts>[],
  { actor, at, timeZone }: Circumstances,
): Promise<void> {
  await tx
    .insertInto('deliverable_check')
    .values(
      checks.map(({ facts: { deliverableId, outcome, note }, state: { owed, version } }) => ({
        region_id: owed.regionId,
        deliverable_id: deliverableId,
        outcome,
        note,
        submitted_by: version.submittedBy,
        checked_by: actor.personId,
        checked_by_name: actor.personName,
        path: owed.place.path,
        linked: [...owed.place.linked],
        recorded_at: at,
      })),
    )
    .execute();
  const closed = checks.flatMap(({ facts: { deliverableId, outcome }, state: { owed, handedInAt } }) =>
    outcome === 'accepted'
      ? {
          regionId: owed.regionId,
          obligationId: owed.id,
          recordId: deliverableId,
          on: civilDateAt(handedInAt, timeZone),
        }
      : [],
  );
  if (closed.length > 0) await dischargeEach(tx, { actor, at }, 'deliverable', closed);
  await markUnits(
    tx,
    checks.map(({ state }) => state.owed),
  );
}

export function factOfCheck({ deliverableId, outcome, note }: CheckFacts, { owed, version }: CheckedState): LedgerFact {
  return {
    regionId: owed.regionId,
    unitId: owed.unitId,
    kind: `obligation.deliverable-${outcome}`,
    subjectId: owed.id,
    place: owed.place,
    occurredAt: null,
    summary: { ...owed.title, version: version.number },
    head: { obligation: owed.id, deliverable: deliverableId, version: version.number, outcome, note },
    personal: [],
  };
}
