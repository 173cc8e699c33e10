import type { RouteAnswer } from '@muster/contract';
import type { listStagesBeneath } from '@muster/contract/rollup';
import { countedDay } from '@muster/core/campaign';
import { isRefusal, type CivilDate, type Refusal } from '@muster/core/kernel';
import { sql } from 'kysely';
import { campaignAtHand, playbookBeneath } from '../campaign/index.ts';
import type { Node } from '../organisation/index.ts';
import type { Asking } from '../platform/context.ts';
import type { ReadTx } from '../platform/database/db.ts';
import { batchAsked } from './batch-asked.ts';
import { noCampaign } from './fold.ts';
import { foldedAt } from './folded-at.ts';
import { batchFigures, isOfUnits } from './node-figures.ts';
import { owedBy } from './owed-figures.ts';

type Answer = RouteAnswer<typeof listStagesBeneath>;
type Row = Answer['rows'][number];

interface Wish {
  readonly batch?: number | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

interface Child {
  readonly id: string;
  readonly name: string;
  readonly tree: Node['tree'];
  readonly kind: Node['kind'];
  readonly all: number;
}

/** A line for each node directly beneath a node, from the counters, in the order in which the tree shows them. */
export async function stagesBeneath(
  tx: ReadTx,
  node: Node,
  { after, limit, batch: number }: Wish,
  asking: Asking,
  now: CivilDate,
): Promise<Answer | Refusal<'not-found'>> {
  const campaign = await campaignAtHand(tx, node, asking);
  const today = campaign === null ? now : countedDay(campaign, now);
  const batch = await batchAsked(tx, campaign?.id ?? null, number);
  if (isRefusal(batch)) return batch;
  const stages = campaign === null ? [] : (await playbookBeneath(tx, campaign, node)).stages;
  const here = sql`o.region_id = ${node.regionId} and o.parent_id = ${node.id}::uuid and o.closed_on is null`;
  const beyond =
    after === undefined
      ? sql`true`
      : sql`(o.position, o.name, o.id) > (select l.position, l.name, l.id from organisation l
          where l.region_id = ${node.regionId} and l.id = ${after}::uuid)`;
  const { rows } = await sql<Child>`
    select o.id, o.name, o.tree, o.kind, (select count(*) from organisation o where ${here}) as "all"
    from organisation o where ${here} and ${beyond} order by o.position, o.name, o.id limit ${limit + 1}`.execute(tx);
  const shown = rows.slice(0, limit);
  const figures = await figuresOf(
    tx,
    node.regionId,
    shown.map(({ id }) => id),
    campaign?.id ?? null,
    batch.id,
  );
  return {
    asOf: await foldedAt(tx, node.regionId),
    stages: stages.map(({ code, title }) => ({ code, title })),
    rows: shown.map((child) =>
      lineOf(
        child,
        stages.map(({ code }) => code),
        figures.get(child.id) ?? [],
        today,
      ),
    ),
    all: rows[0]?.all ?? 0,
    next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  };
}

interface Counter {
  readonly id: string;
  readonly stage_code: string;
  readonly measure: string;
  readonly amount: number;
}

async function figuresOf(
  tx: ReadTx,
  regionId: number,
  ids: readonly string[],
  campaignId: string | null,
  batchId: string | null,
): Promise<ReadonlyMap<string, readonly Counter[]>> {
  const campaigns = [noCampaign, ...(campaignId === null ? [] : [campaignId])];
  const { rows } = await sql<Counter>`
    select id, stage_code, measure, amount
    from rollup_figures_of(${regionId}, ${[...ids]}::uuid[], ${campaigns}::uuid[])`.execute(tx);
  if (campaignId === null || batchId === null) return Map.groupBy(rows, ({ id }) => id);
  const ofBatch = await batchFigures(tx, regionId, ids, campaignId, batchId);
  return Map.groupBy([...rows.filter(({ measure }) => !isOfUnits(measure)), ...ofBatch], ({ id }) => id);
}

function lineOf(
  { id, name, tree, kind }: Child,
  stages: readonly string[],
  counters: readonly Counter[],
  today: CivilDate,
): Row {
  const sum = (counts: (counter: Counter) => boolean) =>
    counters.filter(counts).reduce((all, { amount }) => all + amount, 0);
  const at = (stage: string, state: string) =>
    sum(({ stage_code, measure }) => stage_code === stage && measure === `stage:${state}`);
  return {
    organisation: { id, name, tree, kind },
    members: sum(({ measure }) => measure === 'members'),
    stages: stages.map((code) => ({
      code,
      ahead: at(code, 'ahead'),
      open: at(code, 'open'),
      closed: at(code, 'closed'),
      lacking: sum(
        ({ stage_code, measure }) => stage_code === code && /^condition:.*:(not-met|waiting)$/.test(measure),
      ),
    })),
    overdue: owedBy(today, counters).reduce((all, { overdue }) => all + overdue, 0),
  };
}
