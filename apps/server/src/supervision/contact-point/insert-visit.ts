import type { Place } from '@muster/core/access';
import type { CivilDate } from '@muster/core/kernel';
import type { VisitKind } from '@muster/core/supervision';
import type { Circumstances } from '../../platform/command.ts';
import type { Tx } from '../../platform/database/db.ts';
import type { LedgerFact } from '../../platform/ledger-record.ts';

export interface NewVisit {
  readonly regionId: number;
  readonly id: string;
  readonly contactPointId: string;
  readonly campaignId: string;
  readonly personId: string;
  readonly kind: VisitKind;
  readonly activityId: string | null;
  readonly on: CivilDate;
  readonly note: string | null;
  readonly isLate: boolean;
  readonly lateReason: string | null;
  readonly salt: Uint8Array;
  readonly place: Place;
  /** When it is said to have been. */
  readonly occurredAt: Date;
}

export async function insertVisit(tx: Tx, visit: NewVisit, { actor, at }: Circumstances): Promise<void> {
  await tx
    .insertInto('contact_visit')
    .values({
      region_id: visit.regionId,
      id: visit.id,
      contact_point_id: visit.contactPointId,
      campaign_id: visit.campaignId,
      person_id: visit.personId,
      kind: visit.kind,
      activity_id: visit.activityId,
      on_day: visit.on,
      note: visit.note,
      is_late: visit.isLate,
      late_reason: visit.lateReason,
      salt: Buffer.from(visit.salt),
      recorded_by: actor.personId,
      recorded_by_name: actor.personName,
      recorded_at: at,
      path: visit.place.path,
      linked: [...visit.place.linked],
    })
    .execute();
}

export function visitFact(visit: NewVisit, unitId: string | null): LedgerFact {
  const { id, contactPointId, activityId, kind, on, personId, note } = visit;
  return {
    regionId: visit.regionId,
    unitId,
    kind: 'supervision.visit-recorded',
    subjectId: activityId ?? id,
    place: visit.place,
    occurredAt: visit.occurredAt,
    lateReason: visit.lateReason,
    summary: { on },
    head: { visit: id, contactPoint: contactPointId, kind, on, ...(activityId !== null && { activity: activityId }) },
    personal: [{ salt: visit.salt, value: { visit: id, person: personId, note } }],
  };
}
