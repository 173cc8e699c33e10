import type { RouteAnswer } from '@muster/contract';
import type { readLeadership } from '@muster/contract/supervision';
import { mayActOn, type Place } from '@muster/core/access';
import { sql } from 'kysely';
import type { ReadTx } from '../../platform/database/db.ts';
import type { Actor } from '../../platform/identity.ts';

type Answer = RouteAnswer<typeof readLeadership>['visits'][number];

interface Row {
  readonly id: string;
  readonly point_id: string;
  readonly person_id: string;
  readonly person_name: string;
  readonly place_id: string;
  readonly place_name: string;
  readonly kind: Answer['kind'];
  readonly on_day: string;
  readonly note: string | null;
  readonly activity_id: string | null;
  readonly topic: string | null;
  readonly is_late: boolean;
  readonly late_reason: string | null;
  readonly by_name: string;
  readonly recorded_at: Date;
  readonly withdrawn_at: Date | null;
  readonly withdrawn_by: string | null;
  readonly withdrawn_reason: string | null;
  readonly path: string;
  readonly linked: string[];
}

/** What a leader did at the contact points, or who was a guest at an activity, the latest first. */
export async function visitsOf(
  tx: ReadTx,
  campaignId: string,
  of: { readonly personId: string } | { readonly activityId: string },
  actor: Actor,
): Promise<Answer[]> {
  const person = 'personId' in of ? of.personId : null;
  const activity = 'activityId' in of ? of.activityId : null;
  const { rows } = await sql<Row>`
    select id, point_id, person_id, person_name, place_id, place_name, kind, on_day, note, activity_id, topic, is_late, late_reason, by_name,
      recorded_at, withdrawn_at, withdrawn_by, withdrawn_reason, path::text, linked::text[] as linked
    from supervision_visits(${campaignId}::uuid, ${person}::uuid, ${activity}::uuid) limit 500`.execute(tx);
  return rows.map((row) => answerOf(row, actor));
}

function answerOf(row: Row, actor: Actor): Answer {
  const place: Place = { path: row.path, linked: row.linked };
  const isSelfWritten = row.kind !== 'attended' && row.person_id === actor.personId;
  return {
    id: row.id,
    person: { id: row.person_id, name: row.person_name },
    organisation: { id: row.place_id, name: row.place_name },
    kind: row.kind,
    on: row.on_day,
    note: row.note,
    activity: row.activity_id === null ? null : { id: row.activity_id, topic: row.topic ?? '' },
    isLate: row.is_late,
    lateReason: row.late_reason,
    by: row.by_name,
    at: row.recorded_at.toISOString(),
    withdrawn:
      row.withdrawn_at === null
        ? null
        : {
            at: row.withdrawn_at.toISOString(),
            by: row.withdrawn_by ?? '',
            reason: row.withdrawn_reason ?? '',
          },
    mayWithdraw: row.withdrawn_at === null && (isSelfWritten || mayActOn(actor.grants, 'record-activity', place)),
  };
}
