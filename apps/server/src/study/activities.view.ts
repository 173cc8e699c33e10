import type { RouteAnswer } from '@muster/contract';
import type { listActivities } from '@muster/contract/study';
import { sql } from 'kysely';
import { idAtHand } from '../campaign/index.ts';
import { withFormerPlaces, type Node } from '../organisation/index.ts';
import type { Context } from '../platform/context.ts';
import type { ReadTx } from '../platform/database/db.ts';
import { activitiesOfBranch, activitiesOfUnit, activityRow, type ActivityRow } from './queries.ts';

type Page = RouteAnswer<typeof listActivities>;
export type Head = Page['activities'][number];

function heads(tx: ReadTx) {
  return tx
    .selectFrom('activity as a')
    .innerJoin('organisation as b', (join) =>
      join.onRef('b.region_id', '=', 'a.region_id').onRef('b.id', '=', 'a.host_branch_id'),
    )
    .selectAll('a')
    .select('b.name as branch_name');
}

interface Presence {
  readonly activityId: string;
  readonly onRoll: number;
  readonly present: number;
}

/** Who was there, counted for the activities that are shown and for no others. */
async function withPresence(tx: ReadTx, rows: readonly ActivityRow[]): Promise<Head[]> {
  const regions = [...new Set(rows.map((row) => row.region_id))];
  const { rows: counted } = await sql<Presence>`
    select s.activity_id as "activityId", sum(c.on_roll) as "onRoll", sum(c.present) as present
    from sheet s
    cross join lateral (
      select count(*) as on_roll, count(*) filter (where t.presence = 'present') as present
      from attendance t where t.region_id = s.region_id and t.sheet_id = s.id) c
    where s.superseded_at is null and s.region_id = any (${regions}::int[]) and s.activity_id = any (${rows.map((row) => row.id)}::uuid[])
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
    planId: row.planned_id,
  };
}

/** Activities of the campaign at hand at and beneath a node of either tree, latest first; the cursor is the last one's start and id. */
export async function activitiesBeneath(
  tx: ReadTx,
  node: Node,
  after: string | undefined,
  limit: number,
  asking: Pick<Context, 'actor' | 'said'>,
): Promise<Page> {
  const campaignId = await idAtHand(tx, node, asking);
  if (campaignId === null) return { activities: [], next: null };
  const [at, id] = after?.split('_') ?? [];
  const from = at === undefined || id === undefined ? null : { at: new Date(at), id };
  if (node.kind !== 'branch' && node.kind !== 'unit')
    return pageOf(tx, await latestBeneath(tx, node, campaignId, from, limit + 1), limit);
  const held = node.kind === 'branch' ? activitiesOfBranch : activitiesOfUnit;
  return withFormerPlaces(tx, node, asking.actor, async (formerly) => {
    const where = { id: node.id, regionId: formerly.length === 0 ? node.regionId : null };
    return pageOf(tx, await held(tx, where, campaignId, from, limit + 1), limit);
  });
}

async function pageOf(tx: ReadTx, rows: readonly ActivityRow[], limit: number): Promise<Page> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    activities: await withPresence(tx, shown),
    next: rows.length > limit && last !== undefined ? `${last.starts_at.toISOString()}_${last.id}` : null,
  };
}

/** First which they are, and then what is shown of them: of all that a city held, one looks at a page. */
async function latestBeneath(
  tx: ReadTx,
  node: Node,
  campaignId: string,
  from: { readonly at: Date; readonly id: string } | null,
  limit: number,
): Promise<(ActivityRow & { readonly branch_name: string })[]> {
  const { rows: found } = await sql<{ id: string }>`
    select id from study_activities_beneath(${node.regionId}, ${node.tree}, ${node.place.path}::ltree, ${campaignId}::uuid,
      ${from?.at ?? null}::timestamptz, ${from?.id ?? null}::uuid, ${limit}) id`.execute(tx);
  return heads(tx)
    .where('a.region_id', '=', node.regionId)
    .where(sql<boolean>`a.id = any (${found.map(({ id }) => id)}::uuid[])`)
    .orderBy('a.starts_at', 'desc')
    .orderBy('a.id', 'desc')
    .execute();
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
