import type { RouteAnswer, RouteInput } from '@muster/contract';
import type { listStandings, listUnitsIn } from '@muster/contract/rollup';
import { isRefusal, type Refusal } from '@muster/core/kernel';
import { sql } from 'kysely';
import { campaignAtHand } from '../campaign/index.ts';
import { beyondSight, type Node } from '../organisation/index.ts';
import type { Asking } from '../platform/context.ts';
import type { ReadTx } from '../platform/database/db.ts';
import { batchAsked } from './batch-asked.ts';

type Units = RouteAnswer<typeof listUnitsIn>;
type Standings = RouteAnswer<typeof listStandings>;
type Verdict = Standings['rows'][number]['verdict'];

interface Page {
  readonly batch?: number | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

type CountedBy = RouteInput<typeof listUnitsIn>['query']['of'];

/** How often a counter is in a count; where units were at the end of a week, those of all weeks until then, and who was there at all. */
function timesIn(measure: string, of: CountedBy, value: string): number {
  if (of === 'hours') return measure === `hours:${value}:members` ? 1 : 0;
  const [word = '', week = ''] = measure.split(':');
  if (of === 'ended') return endings.includes(word) && week === value ? 1 : 0;
  if (of === 'all') return word === 'stage' || (endings.includes(word) && week > value) ? 1 : 0;
  if (of !== 'within' && of !== 'past') return measure === `${of}:${value}` ? 1 : 0;
  return week <= value ? (movedBy[of][word] ?? 0) : 0;
}

const movedBy: Readonly<Record<'within' | 'past', Readonly<Record<string, number>>>> = {
  within: { opened: 1, passed: -1, 'ended-within': -1 },
  past: { passed: 1, 'ended-past': -1 },
};

/** The units behind a count, by place in the tree. */
export async function unitsIn(
  tx: ReadTx,
  node: Node,
  {
    stage,
    of,
    value,
    ...page
  }: Page & {
    readonly stage?: string | undefined;
    readonly of: CountedBy;
    readonly value: string;
  },
  asking: Asking,
): Promise<Units | Refusal<'not-found'>> {
  const campaign = await campaignAtHand(tx, node, asking);
  const inHours = of === 'hours';
  const item = inHours ? `hours:${value}` : of;
  const batch = await batchAsked(tx, campaign?.id ?? null, page.batch);
  if (isRefusal(batch)) return batch;
  const { rows, ...rest } = await pageOf(
    tx,
    node,
    { stage: stage ?? null, item, value: inHours ? 'members' : value, ...page },
    campaign?.id ?? null,
    batch.id,
  );
  const members =
    campaign !== null && inHours && stage !== undefined
      ? await membersIn(tx, node, campaign.id, stage, item, batch.id)
      : null;
  const beyond = await beyondSight(tx, node, asking.actor, members ?? rest.all, {
    campaignId: campaign?.id ?? null,
    batchId: batch.id,
    times: ({ stageCode, measure }) => (stageCode === (stage ?? stageCode) ? timesIn(measure, of, value) : 0),
  });
  return { rows: rows.map(({ value: _value, ...row }) => row), ...rest, beyond, members };
}

/** Those with a verdict on a condition, by place in the tree; without a verdict, all that have a part in the node. */
export async function standingsBeneath(
  tx: ReadTx,
  node: Node,
  {
    condition,
    verdict = null,
    ...page
  }: Page & { readonly stage: string; readonly condition: string; readonly verdict?: Verdict | null | undefined },
  asking: Asking,
): Promise<Standings | Refusal<'not-found'>> {
  const wish = { ...page, item: `condition:${condition}`, value: verdict };
  const campaign = await campaignAtHand(tx, node, asking);
  const batch = await batchAsked(tx, campaign?.id ?? null, page.batch);
  if (isRefusal(batch)) return batch;
  const { rows, ...rest } = await pageOf(tx, node, wish, campaign?.id ?? null, batch.id);
  const counted = `${wish.item}:${verdict ?? ''}`;
  const beyond = await beyondSight(tx, node, asking.actor, rest.all, {
    campaignId: campaign?.id ?? null,
    batchId: batch.id,
    times: ({ stageCode, measure }) =>
      stageCode === wish.stage && (verdict === null ? measure.startsWith(counted) : measure === counted) ? 1 : 0,
  });
  return {
    rows: rows.map(({ value, isPooled: _isPooled, ...row }) => ({ ...row, verdict: value as Verdict })),
    ...rest,
    beyond,
  };
}

async function membersIn(
  tx: ReadTx,
  node: Node,
  campaignId: string,
  stage: string,
  item: string,
  batchId: string | null,
): Promise<number> {
  const { rows } = await sql<{ members: number }>`
    select rollup_standing_sum(${node.regionId}, ${node.tree}, ${node.place.path}::ltree, ${campaignId}::uuid, ${stage}, ${item}, ${batchId}::uuid) as members`.execute(
    tx,
  );
  return rows[0]?.members ?? 0;
}

const endings: readonly string[] = ['ended-ahead', 'ended-within', 'ended-past'];

/** Who was in a stage or past it at the end of a week stands as having entered or left it in that week or before; of a unit one alone. */
const standsAs: Readonly<Record<string, readonly string[]>> = {
  within: ['opened'],
  past: ['passed'],
  ended: endings,
  all: ['stage', ...endings],
};

type Row = Units['rows'][number] & { readonly value: string };

interface Wish extends Page {
  /** Null: of any. */
  readonly stage: string | null;
  readonly item: string;
  /** Null: with any. */
  readonly value: string | null;
}

async function pageOf(
  tx: ReadTx,
  node: Node,
  { stage, item, value, after, limit }: Wish,
  campaignId: string | null,
  batchId: string | null,
): Promise<Omit<Units, 'rows' | 'members' | 'beyond'> & { rows: Row[] }> {
  if (campaignId === null) return { rows: [], all: 0, next: null };
  const keys = await sql<{ page: string[]; total: number }>`
    select page::text[] as page, total from rollup_standing_page(${node.regionId}, ${node.tree}, ${node.place.path}::ltree, ${campaignId}::uuid,
      ${stage}, ${item}, ${value}, ${batchId}::uuid, ${after ?? null}::uuid, ${limit + 1})`.execute(tx);
  const { page, total } = keys.rows[0] ?? { page: [], total: 0 };
  const shown = page.slice(0, limit);
  const { rows } = await sql<Omit<Row, 'asOf'> & { readonly asOf: Date }>`
    select s.participation_id as "participationId", json_build_object('id', s.unit_id, 'name', u.name) as unit, s.value, s.num, s.den,
      s.item = 'band' and coalesce((
        select a.pool_id is not null from assessment a
        where a.region_id = s.region_id and a.participation_id = s.participation_id and a.stage_code = s.stage_code
          and (select sum(t.satisfied + t.basically_satisfied + t.dissatisfied + t.dont_know) from tally_assessment t
            where t.region_id = a.region_id and t.assessment_id = a.id) >= a.fewest_papers
        order by a.attempt desc limit 1), false) as "isPooled",
      greatest(s.as_of, f.as_of) as "asOf"
    from rollup_standing s
    join organisation u on u.region_id = s.region_id and u.id = s.unit_id
    left join rollup_folded f on f.region_id = s.region_id
    where s.region_id = ${node.regionId} and s.participation_id = any (${shown}::uuid[]) and s.stage_code = coalesce(${stage}, s.stage_code) and s.item = any (${standsAs[item] ?? [item]}::text[])
    order by s.path, s.participation_id`.execute(tx);
  return {
    rows: rows.map((row) => ({ ...row, asOf: row.asOf.toISOString() })),
    all: total,
    next: page.length > limit ? (shown.at(-1) ?? null) : null,
  };
}
