import type { RouteAnswer } from '@muster/contract';
import type { readOverview } from '@muster/contract/rollup';
import { countedDay } from '@muster/core/campaign';
import { isRefusal, type CivilDate, type Refusal } from '@muster/core/kernel';
import { sql } from 'kysely';
import { campaignAtHand, playbookBeneath } from '../campaign/index.ts';
import type { Node } from '../organisation/index.ts';
import type { Context } from '../platform/context.ts';
import type { ReadTx } from '../platform/database/db.ts';
import { meetingsElsewhere } from '../study/index.ts';
import { batchAsked } from './batch-asked.ts';
import { isCountedAbove } from './counted-above.ts';
import { foldedAt } from './folded-at.ts';
import { bandsOf, conditionsOf, countersAt } from './node-figures.ts';
import { owedBy } from './owed-figures.ts';

type Overview = RouteAnswer<typeof readOverview>;

/** Units named behind a figure; the list has them all. */
const namedAtMost = 12;

/** Where a node stands, read from the counters: the number of queries is the same for a branch and for a nation. */
export async function overviewOf(
  tx: ReadTx,
  node: Node,
  number: number | undefined,
  asking: Pick<Context, 'actor' | 'said'>,
  now: CivilDate,
): Promise<Overview | Refusal<'not-found'>> {
  const campaign = await campaignAtHand(tx, node, asking);
  const today = campaign === null ? now : countedDay(campaign, now);
  const batch = await batchAsked(tx, campaign?.id ?? null, number);
  if (isRefusal(batch)) return batch;
  const { rows, figure } = await countersAt(tx, node, campaign?.id ?? null, batch.id);
  const overStages = (measure: string) =>
    rows.filter((row) => row.measure === measure).reduce((sum, row) => sum + row.amount, 0);
  const dates = await stageDates(tx, node, campaign?.id ?? null, batch.id);
  const stages = campaign === null ? [] : (await playbookBeneath(tx, campaign, node)).stages;
  const asked = stages.flatMap(({ code, conditions }) =>
    conditions.map((condition) => ({ stage: code, item: `condition:${condition.code}` })),
  );
  const lacking = campaign === null ? [] : await lackingUnits(tx, node, campaign.id, batch.id, asked);
  return {
    organisation: { id: node.id, name: node.name, tree: node.tree, kind: node.kind },
    closing: await closingOf(tx, node),
    campaignId: campaign?.id ?? null,
    countedAbove: await isCountedAbove(tx, node, campaign?.id ?? null),
    batches: batch.opened.map(({ number: its, title }) => ({ number: its, title })),
    asOf: await foldedAt(tx, node.regionId),
    figures: {
      units: figure('', 'units'),
      branches: figure('', 'branches'),
      members: figure('', 'members'),
      floating: figure('', 'floating'),
      activities: overStages('activities'),
      elsewhere: await meetingsElsewhere(tx, node, campaign?.id ?? null, asking.actor),
      attendances: overStages('attendances'),
      absences: overStages('absences'),
    },
    stages: stages.map(({ code, title }) => ({
      code,
      title,
      fromOn: dates.get(code)?.fromOn ?? null,
      toOn: dates.get(code)?.toOn ?? null,
      closedOn: dates.get(code)?.closedOn ?? null,
      ahead: figure(code, 'stage:ahead'),
      open: figure(code, 'stage:open'),
      closed: figure(code, 'stage:closed'),
    })),
    conditions: conditionsOf(stages, figure).map((condition) => ({
      ...condition,
      lacking: lacking
        .filter((row) => row.stageCode === condition.stageCode && row.item === `condition:${condition.code}`)
        .map(({ id, name }) => ({ id, name })),
    })),
    bands: bandsOf(campaign?.playbook.bands ?? [], stages, figure),
    owed: owedBy(today, rows),
  };
}

async function closingOf(tx: ReadTx, { regionId, id }: Node): Promise<Overview['closing']> {
  const { rows } = await sql<NonNullable<Overview['closing']>>`
    select o.closed_on as on, case when i.id is null then null else json_build_object('id', i.id, 'name', i.name) end as "mergedInto"
    from organisation o
    left join organisation i on i.region_id = o.region_id and i.id = o.merged_into
    where o.region_id = ${regionId} and o.id = ${id}::uuid and o.closed_on is not null`.execute(tx);
  return rows[0] ?? null;
}

interface Lacking {
  readonly stageCode: string;
  readonly item: string;
  readonly id: string;
  readonly name: string;
}

/** The first units by place in the tree that do not meet a condition, for all conditions at once. */
async function lackingUnits(
  tx: ReadTx,
  node: Node,
  campaignId: string,
  batchId: string | null,
  asked: readonly { readonly stage: string; readonly item: string }[],
): Promise<Lacking[]> {
  const { rows } = await sql<Lacking>`
    select l.stage_code as "stageCode", l.item, l.unit_id as id, u.name
    from rollup_lacking(${node.regionId}, ${node.tree}, ${node.place.path}::ltree, ${campaignId}::uuid,
      ${asked.map(({ stage }) => stage)}::text[], ${asked.map(({ item }) => item)}::text[], ${batchId}::uuid, ${namedAtMost}) l
    join organisation u on u.region_id = ${node.regionId} and u.id = l.unit_id
    order by l.stage_code, l.item, l.path, l.unit_id`.execute(tx);
  return rows;
}

interface Dates {
  readonly code: string;
  readonly fromOn: CivilDate;
  readonly toOn: CivilDate;
  readonly closedOn: CivilDate | null;
}

/**
 * The windows that the office set for the stages, of the batch asked for or the latest. Of a unit its own dates, which may have been moved
 * for it alone, and of a branch those of the unit that hosts it; in the same query, which no node has one more of.
 */
async function stageDates(
  tx: ReadTx,
  { regionId, id }: Node,
  campaignId: string | null,
  batchId: string | null,
): Promise<ReadonlyMap<string, Dates>> {
  if (campaignId === null) return new Map();
  const { rows } = await sql<Dates>`
    select w.stage_code as code, coalesce(s.starts_on, w.starts_on) as "fromOn", coalesce(s.ends_on, w.ends_on) as "toOn",
      (s.closed_at at time zone (select time_zone from instance))::date as "closedOn"
    from batch b
    join batch_stage w on w.batch_id = b.id
    left join participation p on p.region_id = ${regionId} and p.batch_id = b.id
      and (p.unit_id = ${id}::uuid or p.unit_id = (select h.unit_id from branch_serves_unit h
        where h.region_id = ${regionId} and h.branch_id = ${id}::uuid and h.is_host and h.to_on is null))
    left join participation_stage s on s.region_id = p.region_id and s.participation_id = p.id and s.stage_code = w.stage_code
    where b.campaign_id = ${campaignId}::uuid and b.opened_at is not null and ${batchId === null ? sql`true` : sql`b.id = ${batchId}::uuid`}
    order by p.id is not null, b.number`.execute(tx);
  return new Map(rows.map((row) => [row.code, row]));
}
