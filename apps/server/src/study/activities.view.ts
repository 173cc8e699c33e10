import type { RouteAnswer, RouteInput } from '@muster/contract';
import type { listActivities } from '@muster/contract/study';
import { formsOf } from '@muster/core/campaign';
import { sql } from 'kysely';
import { campaignAtHand, playbookBeneath } from '../campaign/index.ts';
import type { Node } from '../organisation/index.ts';
import type { Context } from '../platform/context.ts';
import type { ReadTx } from '../platform/database/db.ts';
import { foundActivities, withFormer } from './found-activities.ts';
import { activityRow, activityRows, type ActivityRow } from './queries.ts';

type Page = RouteAnswer<typeof listActivities>;
export type Head = Page['activities'][number];

interface Presence {
  readonly activityId: string;
  readonly onRoll: number;
  readonly present: number;
}

/** Who was there, counted for the activities that are shown and for no others. */
async function withPresence(tx: ReadTx, rows: readonly ActivityRow[]): Promise<Head[]> {
  const { rows: counted } = await sql<Presence>`
    select s.activity_id as "activityId", sum(c.on_roll) as "onRoll", sum(c.present) as present
    from study_sheets(null, ${rows.map((row) => row.id)}::uuid[], null) s
    cross join lateral (
      select count(*) as on_roll, count(*) filter (where t.presence = 'present') as present
      from attendance t where t.region_id = s.region_id and t.sheet_id = s.id) c
    where s.superseded_at is null
    group by s.activity_id`.execute(tx);
  const presences = new Map(counted.map((each) => [each.activityId, each]));
  return rows.map((row) => headOf(row, presences.get(row.id)));
}

function headOf(row: ActivityRow, presence: Presence | undefined): Head {
  return {
    id: row.id,
    campaignId: row.campaign_id,
    kind: row.kind,
    topic: row.topic,
    place: row.place,
    startsAt: row.starts_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    minutes: row.minutes,
    isCollective: row.is_collective,
    isLate: row.is_late,
    lateReason: row.late_reason,
    recordedAt: row.recorded_at.toISOString(),
    recordedBy: row.recorded_by_name,
    present: presence?.present ?? 0,
    onRoll: presence?.onRoll ?? 0,
    voided:
      row.voided_at === null
        ? null
        : { at: row.voided_at.toISOString(), by: row.voided_by_name ?? '', reason: row.void_reason ?? '' },
    branch: { id: row.host_branch_id, name: row.branch_name },
    unit: { id: row.host_unit_id, name: row.unit_name },
    planId: row.planned_id,
  };
}

const none: Page = { activities: [], all: 0, counts: { held: 0, elsewhere: 0, voided: 0 }, kinds: [], next: null };

/** Activities of the campaign at hand at and beneath a node of either tree, latest first; the cursor is the last one's start and id. */
export async function activitiesBeneath(
  tx: ReadTx,
  node: Node,
  { which, kind, after, limit }: RouteInput<typeof listActivities>['query'],
  asking: Pick<Context, 'actor' | 'said'>,
): Promise<Page> {
  const campaign = await campaignAtHand(tx, node, asking);
  if (campaign === null) return none;
  const { activityKinds } = await playbookBeneath(tx, campaign, node);
  const kinds = kind === undefined ? null : formsOf(kind, activityKinds);
  return withFormer(tx, node, asking.actor, async (everywhere) => {
    const wanted = { campaignId: campaign.id, everywhere, which, kinds, after, limit: limit + 1 };
    const { ids, ...counts } = await foundActivities(tx, node, wanted);
    const rows = await activityRows(tx, everywhere ? null : node.regionId, ids.slice(0, limit));
    const last = rows.at(-1);
    return {
      activities: await withPresence(tx, rows),
      all: which === undefined ? counts.held + counts.elsewhere : counts[which],
      counts,
      kinds: activityKinds.map(({ code }) => code),
      next: ids.length > limit && last !== undefined ? `${last.starts_at.toISOString()}_${last.id}` : null,
    };
  });
}

/** One activity as lists show it, with where it was held. */
export async function activityHead(tx: ReadTx, id: string) {
  const row = await activityRow(tx, id);
  if (row === null) return null;
  const [head] = await withPresence(tx, [row]);
  if (head === undefined) return null;
  return {
    head,
    regionId: row.region_id,
    campaignId: row.campaign_id,
    unitId: row.host_unit_id,
    hostId: row.host_branch_id,
  };
}
