import { permit, type Permit, type Place } from '@muster/core/access';
import { refuse } from '@muster/core/kernel';
import { withdrawVisit, type VisitKind } from '@muster/core/supervision';
import type { Command } from '../../platform/command.ts';
import { linkedColumn } from '../../platform/place.ts';
import { enterContactPoint, lockContactPoint } from '../contact-point/contact-points.ts';

interface Input {
  readonly visitId: string;
  readonly reason: string;
}

interface Facts extends Input {
  readonly salt: Uint8Array;
}

interface State {
  readonly regionId: number;
  readonly contactPointId: string;
  readonly personId: string;
  readonly kind: VisitKind;
  readonly activityId: string | null;
  readonly isWithdrawn: boolean;
  readonly place: Place;
}

/** By whoever records there; what the leader wrote also by the leader. That one took part another has said, and another takes it back. */
export const withdrawVisitCommand: Command<Input, State, Facts, { id: string }> = {
  name: 'supervision.withdraw-visit',
  load: async (tx, { visitId }) => {
    await lockContactPoint(tx, visitId);
    const row = await tx
      .selectFrom('region as r')
      .innerJoin('contact_visit as v', 'v.region_id', 'r.region_id')
      .select([
        'v.region_id',
        'v.person_id',
        'v.kind',
        'v.activity_id',
        'v.withdrawn_at',
        'v.contact_point_id',
        'v.path',
      ])
      .select(linkedColumn('v.linked').as('linked'))
      .where('v.id', '=', visitId)
      .executeTakeFirst();
    if (row === undefined) return refuse('not-found');
    return {
      regionId: row.region_id,
      contactPointId: row.contact_point_id,
      personId: row.person_id,
      kind: row.kind as VisitKind,
      activityId: row.activity_id,
      isWithdrawn: row.withdrawn_at !== null,
      place: { path: row.path, linked: row.linked },
    };
  },
  permit: (actor, { personId, kind, place }) =>
    actor.personId === personId && kind !== 'attended'
      ? ({ verb: 'read' } as Permit)
      : permit(actor.grants, 'record-activity', place),
  decide: (visit, input, { bytes }) => withdrawVisit(visit) ?? { ...input, salt: bytes(16) },
  save: async (tx, { visitId, reason }, { regionId, contactPointId }, { actor, at }) => {
    await enterContactPoint(tx, contactPointId);
    await tx
      .updateTable('contact_visit')
      .set({
        withdrawn_at: at,
        withdrawn_by: actor.personId,
        withdrawn_by_name: actor.personName,
        withdrawn_reason: reason,
      })
      .where('region_id', '=', regionId)
      .where('id', '=', visitId)
      .execute();
  },
  record: ({ visitId, reason, salt }, { regionId, activityId, place }) => [
    {
      regionId,
      unitId: null,
      kind: 'supervision.visit-withdrawn',
      subjectId: activityId ?? visitId,
      place,
      occurredAt: null,
      summary: {},
      head: { visit: visitId },
      personal: [{ salt, value: { visit: visitId, reason } }],
    },
  ],
  answer: ({ visitId }) => ({ id: visitId }),
};
