import { permit } from '@muster/core/access';
import { civilDateAt, isRefusal, refuse } from '@muster/core/kernel';
import { checkDeliverable, type CheckState, type Outcome } from '@muster/core/obligation';
import type { Command } from '../../platform/command.ts';
import { markDirty } from '../../platform/outbox.ts';
import { discharge } from '../owe.ts';
import { findDeliverable, lockObligation, type OwedRecord } from '../records.ts';
import { unitsOf } from '../units-of-person.view.ts';

interface Input {
  readonly deliverableId: string;
  readonly outcome: Outcome;
  readonly note: string | null;
}

interface State extends CheckState {
  readonly owed: OwedRecord;
  readonly handedInAt: Date;
}

/** Accepts the last version or returns it; the database refuses a checker of the unit a second time. */
export const checkDeliverableCommand: Command<
  Input,
  State,
  { readonly deliverableId: string; readonly outcome: Outcome; readonly note: string | null },
  { id: string }
> = {
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
  save: async (tx, { deliverableId, outcome, note }, { owed, version, handedInAt }, { actor, at, timeZone }) => {
    const { regionId, place } = owed;
    await tx
      .insertInto('deliverable_check')
      .values({
        region_id: regionId,
        deliverable_id: deliverableId,
        outcome,
        note,
        submitted_by: version.submittedBy,
        checked_by: actor.personId,
        checked_by_name: actor.personName,
        path: place.path,
        linked: [...place.linked],
        recorded_at: at,
      })
      .execute();
    if (outcome === 'accepted') {
      const on = civilDateAt(handedInAt, timeZone);
      const closes = { regionId, obligationIds: [owed.id], recordKind: 'deliverable', recordId: deliverableId, on };
      await discharge(tx, { actor, at }, closes);
    }
    await markDirty(tx, { regionId, id: owed.participationId, ...place });
  },
  record: ({ deliverableId, outcome, note }, { owed, version }) => [
    {
      regionId: owed.regionId,
      unitId: owed.unitId,
      kind: `obligation.deliverable-${outcome}`,
      subjectId: owed.id,
      place: owed.place,
      occurredAt: null,
      summary: { ...owed.title, version: version.number },
      head: { obligation: owed.id, deliverable: deliverableId, version: version.number, outcome, note },
      personal: [],
    },
  ],
  answer: (_facts, { owed }) => ({ id: owed.id }),
};
