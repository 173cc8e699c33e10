import type { RouteAnswer } from '@muster/contract';
import type { listFindings } from '@muster/contract/supervision';
import { mayActOn } from '@muster/core/access';
import { sql } from 'kysely';
import {
  campaignAtHand,
  type CampaignState,
  effectivePlaybooks,
  participationIn,
  playbookBeneath,
} from '../campaign/index.ts';
import type { Node } from '../organisation/index.ts';
import type { Asking } from '../platform/context.ts';
import type { ReadTx } from '../platform/database/db.ts';
import { findingCodes } from './finding-codes.ts';
import { orderOf, orders, type Onlooker, type OrderRow } from './orders.view.ts';
import { isRecused } from './recusal.ts';

type Answer = RouteAnswer<typeof listFindings>;

interface Row {
  readonly id: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly stageCode: string;
  readonly code: string | null;
  readonly text: string;
  readonly foundOn: string;
  readonly foundBy: string;
  readonly path: string;
  readonly linked: string[];
  readonly isOpen: boolean;
  readonly recused: boolean;
}

/** A page of what was found at and beneath a node in the campaign at hand, the latest first. */
export async function findingsAt(
  tx: ReadTx,
  node: Node,
  wanted: { readonly after?: string | undefined; readonly limit: number },
  onlooker: Onlooker,
  asking: Asking,
): Promise<Answer> {
  const campaign = await campaignAtHand(tx, node, asking);
  if (campaign === null) return nothing;
  const { path } = node.place;
  const here = (table: string) =>
    sql`${sql.ref(`${table}.campaign_id`)} = ${campaign.id}::uuid
      and (${sql.ref(`${table}.path`)} <@ ${path}::ltree or ${sql.ref(`${table}.linked`)} <@ ${path}::ltree)`;
  const beyond = wanted.after === undefined ? sql`true` : sql`f.id < ${wanted.after}::uuid`;
  const { rows } = await sql<Row>`
    select f.id, f.unit_id as "unitId", u.name as "unitName", f.stage_code as "stageCode", f.code, f.body as text, f.found_on as "foundOn",
      f.found_by_name as "foundBy", f.path::text as path, f.linked::text[] as linked, p.ended_at is null as "isOpen",
      supervision_recused_here(${onlooker.actor.personId}::uuid, f.region_id, f.unit_id) as recused
    from finding f
    join organisation u on u.region_id = f.region_id and u.id = f.unit_id
    join participation p on p.region_id = f.region_id and p.id = f.participation_id
    where ${here('f')} and ${beyond} order by f.id desc limit ${wanted.limit + 1}`.execute(tx);
  const counted = await sql<{ all: number; open: number; overdue: number }>`
    select (select count(*)::int from finding f where ${here('f')}) as all,
      count(*)::int as open,
      (count(*) filter (where o.due_on < ${onlooker.today}::date and not exists (select from order_answer a
        where a.region_id = o.region_id and a.order_id = o.id and not exists (select from order_verification v
          where v.region_id = a.region_id and v.answer_id = a.id))))::int as overdue
    from order_to_correct o
    where ${here('o')} and not exists (select from order_verification v
      where v.region_id = o.region_id and v.order_id = o.id and v.outcome = 'verified')`.execute(tx);
  const page = rows.slice(0, wanted.limit);
  const ordered = await ordersOf(
    tx,
    page.map(({ id }) => id),
    onlooker,
  );
  return {
    ...(counted.rows[0] ?? { all: 0, open: 0, overdue: 0 }),
    findings: page.map((row) => findingOf(row, ordered.get(row.id) ?? [], onlooker, campaign)),
    next: rows.length > wanted.limit ? (page.at(-1)?.id ?? null) : null,
    ...(await finding(tx, node, campaign, onlooker)),
  };
}

const nothing: Answer = {
  findings: [],
  all: 0,
  open: 0,
  overdue: 0,
  next: null,
  codes: [],
  may: { find: false },
};

async function ordersOf(tx: ReadTx, findingIds: readonly string[], onlooker: Onlooker) {
  const { rows } = await sql<OrderRow>`
    with w as (${orders(onlooker)})
    select w.*, w.path::text as path, w.linked::text[] as linked from w
    where w."findingId" = any (${[...findingIds]}::uuid[]) order by w."dueOn", w.id`.execute(tx);
  return Map.groupBy(rows, (row) => row.findingId);
}

function findingOf(
  row: Row,
  ordered: readonly OrderRow[],
  onlooker: Onlooker,
  campaign: CampaignState,
): Answer['findings'][number] {
  const { id, stageCode, code, text, foundOn, foundBy, path, linked } = row;
  const place = { path, linked, campaignId: campaign.id };
  return {
    id,
    unit: { id: row.unitId, name: row.unitName },
    stageCode,
    code,
    text,
    foundOn,
    foundBy,
    orders: ordered.map((order) => orderOf(order, onlooker)),
    may: {
      order:
        campaign.closedOn === null &&
        row.isOpen &&
        !row.recused &&
        mayActOn(onlooker.actor.grants, 'order-correction', place),
    },
  };
}

/** Whether one could find something here now, and by which codes; the command asks again. */
async function finding(
  tx: ReadTx,
  node: Node,
  campaign: CampaignState,
  { actor }: Onlooker,
): Promise<Pick<Answer, 'codes' | 'may'>> {
  const participation = node.kind === 'unit' ? await participationIn(tx, node.id, campaign.id) : null;
  const playbook =
    participation === null
      ? await playbookBeneath(tx, campaign, node)
      : (await effectivePlaybooks(tx, [participation.id])).get(participation.id);
  return {
    codes: [...(findingCodes(playbook) ?? [])],
    may: {
      find:
        participation !== null &&
        participation.openStage !== null &&
        participation.closedOn === null &&
        mayActOn(actor.grants, 'order-correction', participation.place) &&
        !(await isRecused(tx, actor.personId, node.regionId, node.id)),
    },
  };
}
