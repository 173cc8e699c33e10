import type { RouteAnswer } from '@muster/contract';
import type { listOutstanding } from '@muster/contract/rollup';
import { countedDay } from '@muster/core/campaign';
import { isRefusal, type CivilDate, type Refusal } from '@muster/core/kernel';
import { standingOf, wasLate } from '@muster/core/obligation';
import { sql } from 'kysely';
import { campaignAtHand } from '../campaign/index.ts';
import { beyondSight, type Node } from '../organisation/index.ts';
import type { Asking } from '../platform/context.ts';
import type { ReadTx } from '../platform/database/db.ts';
import { batchAsked } from './batch-asked.ts';
import { daysOf } from './owed-figures.ts';

type Answer = RouteAnswer<typeof listOutstanding>;
type Row = Answer['rows'][number];

interface Wish {
  readonly when: 'overdue' | 'week' | 'coming' | 'asked' | 'done' | 'exempt';
  readonly batch?: number | undefined;
  readonly week?: CivilDate | undefined;
  readonly since?: CivilDate | undefined;
  readonly kind?: Row['kind'] | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** What was asked of whom, with what tells how far it is. */
interface Asked extends Omit<Row, 'standing' | 'isLate'> {
  readonly dueThen: string | null;
  readonly isCancelled: boolean;
  readonly isWaiting: boolean;
  readonly isExempt: boolean;
}

/** What the figure of a list is made of. */
const countedAs: Readonly<Record<Wish['when'], Readonly<Record<string, number>>>> = {
  overdue: { owed: 1 },
  week: { owed: 1 },
  coming: { owed: 1 },
  asked: { asked: 1 },
  done: { asked: 1, owed: -1 },
  exempt: { exempt: 1 },
};

/** What is asked, behind the figures of the overview and of the statistics: by day, then by place in the tree. */
export async function owedBeneath(
  tx: ReadTx,
  node: Node,
  { when, week, since, kind, batch: number, after, limit }: Wish,
  asking: Asking,
  now: CivilDate,
): Promise<Answer | Refusal<'not-found'>> {
  const campaign = await campaignAtHand(tx, node, asking);
  const today = campaign === null ? now : countedDay(campaign, now);
  const batch = await batchAsked(tx, campaign?.id ?? null, number);
  if (isRefusal(batch)) return batch;
  if (campaign === null) return { rows: [], all: 0, beyond: 0, next: null };
  const state = when === 'asked' || when === 'done' || when === 'exempt' ? when : 'open';
  const { from: first, before } = daysOf(when, today, week ?? null);
  const from = since !== undefined && since > (first ?? '') ? since : first;
  const keys = await sql<{ page: string[]; total: number }>`
    select page::text[] as page, total from rollup_owed_page(${node.regionId}, ${node.tree}, ${node.place.path}::ltree, ${campaign.id}::uuid,
      ${state}, ${kind ?? null}, ${from}::date, ${before ?? 'infinity'}::date, ${batch.id}::uuid, ${after ?? null}::uuid, ${limit + 1})`.execute(
    tx,
  );
  const { page, total } = keys.rows[0] ?? { page: [], total: 0 };
  const shown = page.slice(0, limit);
  const { rows } = await sql<Asked>`
    select o.id, json_build_object('id', u.id, 'name', u.name) as unit,
      case when b.id is not null then json_build_object('id', b.id, 'name', b.name) end as branch,
      case when p.id is not null then json_build_object('id', p.id, 'name', p.name) end as person,
      o.kind, o.stage_code as "stageCode", json_build_object('zh', o.title_zh, 'en', o.title_en) as title,
      o.due_on as "dueOn", o.first_due_on as "firstDueOn",
      x.discharged_on as "dischargedOn", x.due_on as "dueThen", o.cancelled_at is not null as "isCancelled",
      s.is_waiting as "isWaiting", s.is_exempt as "isExempt"
    from unnest(${shown}::uuid[]) with ordinality listed (id, place)
    join obligation o on o.region_id = ${node.regionId} and o.id = listed.id
    join organisation u on u.region_id = o.region_id and u.id = o.unit_id
    left join organisation b on b.region_id = o.region_id and b.id = o.branch_id
    left join person p on p.region_id = o.region_id and p.id = o.person_id
    left join lateral (
      select d.discharged_on, d.due_on from obligation_discharge d
      where d.region_id = o.region_id and d.obligation_id = o.id and d.voided_at is null
      order by d.discharged_on, d.id limit 1) x on true
    cross join lateral obligation_stands(o.region_id, o.id, o.kind, o.origin_kind, o.origin_id) s
    order by listed.place`.execute(tx);
  const beyond = await beyondSight(tx, node, asking.actor, total, {
    campaignId: campaign.id,
    batchId: batch.id,
    times: ({ measure }) => {
      const [word = '', its, dueOn = ''] = measure.split(':');
      const isIn = (kind === undefined || its === kind) && (from ?? '') <= dueOn && dueOn < (before ?? '9');
      return isIn ? (countedAs[when][word] ?? 0) : 0;
    },
  });
  return {
    rows: rows.map((row) => lineOf(row, today)),
    all: total,
    beyond,
    next: page.length > limit ? (shown.at(-1) ?? null) : null,
  };
}

function lineOf({ dueThen, isCancelled, isWaiting, isExempt, ...row }: Asked, today: CivilDate): Row {
  const discharged = row.dischargedOn === null || dueThen === null ? null : { on: row.dischargedOn, dueOn: dueThen };
  const standing = standingOf({ dueOn: row.dueOn, discharged, isCancelled, isWaiting, isExempt }, today);
  return { ...row, standing, isLate: wasLate({ discharged }) };
}
