import type { RouteAnswer } from '@muster/contract';
import type { listOwnOrders, readOrder } from '@muster/contract/supervision';
import { mayActOn, type PlaceInCampaign } from '@muster/core/access';
import { countedDay } from '@muster/core/campaign';
import { isOrderOverdue, orderState, type OrderOutcome } from '@muster/core/supervision';
import { sql, type RawBuilder } from 'kysely';
import { heldIn } from '../platform/held-in.ts';
import type { ReadTx } from '../platform/database/db.ts';
import type { Actor } from '../platform/identity.ts';

export type Order = RouteAnswer<typeof listOwnOrders>['orders'][number];
type Detail = RouteAnswer<typeof readOrder>;

/** Who looks, and when: what is overdue and what one may do depend on it. */
export interface Onlooker {
  readonly actor: Actor;
  readonly today: string;
  readonly timeZone: string;
}

export interface OrderRow {
  readonly id: string;
  readonly campaignId: string;
  readonly closedOn: string | null;
  readonly findingId: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly stageCode: string;
  readonly text: string;
  readonly issuedOn: string;
  readonly issuedBy: string;
  readonly dueOn: string;
  readonly path: string;
  readonly linked: string[];
  /** The unit takes part, and its campaign runs. */
  readonly isUnderWay: boolean;
  readonly evidenceClosed: boolean;
  readonly version: number | null;
  readonly answeredBy: string | null;
  readonly isLate: boolean;
  readonly outcome: OrderOutcome | null;
  readonly recused: boolean;
}

/** Every order that one may see, with its last answer and what was said of it. */
export const orders = ({ actor, timeZone }: Onlooker): RawBuilder<unknown> => sql`
  select o.id, o.campaign_id as "campaignId", c.closed_on as "closedOn", c.closed_on is null as runs, o.finding_id as "findingId", o.unit_id as "unitId", u.name as "unitName", o.stage_code as "stageCode", o.body as text,
    o.issued_on as "issuedOn", o.issued_by_name as "issuedBy", o.due_on as "dueOn", o.path, o.linked,
    p.ended_at is null and c.closed_on is null as "isUnderWay",
    exists (select from transition t
      where t.region_id = o.region_id and t.participation_id = o.participation_id and t.stage_code = o.stage_code and t.ended_at is null) as "evidenceClosed",
    a.version, a.answered_by as "answeredBy", coalesce((a.recorded_at at time zone ${timeZone})::date > a.due_on, false) as "isLate", v.outcome,
    supervision_recused_here(${actor.personId}::uuid, o.region_id, o.unit_id) as recused
  from order_to_correct o
  join organisation u on u.region_id = o.region_id and u.id = o.unit_id
  join participation p on p.region_id = o.region_id and p.id = o.participation_id
  join campaign c on c.id = o.campaign_id
  left join order_answer a on a.region_id = o.region_id and a.order_id = o.id
    and not exists (select from order_answer later
      where later.region_id = a.region_id and later.order_id = a.order_id and later.version > a.version)
  left join order_verification v on v.region_id = a.region_id and v.answer_id = a.id`;

export function orderOf(row: OrderRow, { actor, today }: Onlooker): Order {
  const state = orderState(row.version === null ? null : { outcome: row.outcome });
  const { id, campaignId, findingId, stageCode, text, issuedOn, issuedBy, dueOn, isLate } = row;
  return {
    id,
    campaignId,
    findingId,
    unit: { id: row.unitId, name: row.unitName },
    stageCode,
    text,
    issuedOn,
    issuedBy,
    dueOn,
    state,
    isOverdue: isOrderOverdue(state, dueOn, countedDay(row, today)),
    isLate,
    answers: row.version ?? 0,
    ...whatOneMay(row, state, actor),
  };
}

/** Answers until one is verified, verifies the last one of somebody else; or what is in the way. */
function whatOneMay(row: OrderRow, state: Order['state'], { personId, grants }: Actor): Pick<Order, 'may' | 'notNow'> {
  const holds = (verb: 'submit-deliverable' | 'check-deliverable'): boolean =>
    row.isUnderWay && mayActOn(grants, verb, { path: row.path, linked: row.linked, campaignId: row.campaignId });
  const answers = state !== 'verified' && holds('submit-deliverable');
  const verifies = state === 'answered' && holds('check-deliverable');
  if (row.evidenceClosed)
    return { may: { answer: false, verify: false }, notNow: answers || verifies ? 'evidence-window-closed' : null };
  const notVerify = row.answeredBy === personId ? 'order-answered-by-oneself' : row.recused ? 'recused-oneself' : null;
  return {
    may: { answer: answers, verify: verifies && notVerify === null },
    notNow: verifies ? notVerify : null,
  };
}

/** How many of one's own are shown; whoever has more finds them at their units. */
const shownAtOnce = 200;

/** Not verified yet, in campaigns that run, at the nodes where one answers, finds or verifies: by deadline, then by the order of the tree. */
export async function ownOrders(tx: ReadTx, onlooker: Onlooker): Promise<RouteAnswer<typeof listOwnOrders>> {
  const mine = heldIn(onlooker.actor.grants, ['order-correction', 'submit-deliverable', 'check-deliverable'], {
    path: sql`w.path`,
    linked: sql`w.linked`,
    campaign: sql`w."campaignId"`,
  });
  const { rows } = await sql<OrderRow & { readonly all: number }>`
    with w as (${orders(onlooker)})
    select w.*, w.path::text as path, w.linked::text[] as linked, (count(*) over ())::int as all from w
    where w.runs and w.outcome is distinct from 'verified' and ${mine}
    order by w."dueOn", w.path, w.id limit ${shownAtOnce}`.execute(tx);
  return { orders: rows.map((row) => orderOf(row, onlooker)), all: rows[0]?.all ?? 0 };
}

/** One with all its answers, the last first; null where it is not to be seen. */
export async function orderWithAnswers(
  tx: ReadTx,
  id: string,
  onlooker: Onlooker,
): Promise<{ readonly place: PlaceInCampaign; readonly answer: Detail } | null> {
  const { rows } = await sql<OrderRow>`
    with w as (${orders(onlooker)})
    select w.*, w.path::text as path, w.linked::text[] as linked from w where w.id = ${id}`.execute(tx);
  const [row] = rows;
  if (row === undefined) return null;
  const finding = await tx
    .selectFrom('finding')
    .select(['code', 'body as text', 'found_on as foundOn', 'found_by_name as foundBy'])
    .select(sql<boolean>`transition_id is not null`.as('isRefusal'))
    .where('id', '=', row.findingId)
    .executeTakeFirstOrThrow();
  return {
    place: { path: row.path, linked: row.linked, campaignId: row.campaignId },
    answer: { order: orderOf(row, onlooker), finding, answers: await answersTo(tx, id, onlooker) },
  };
}

async function answersTo(tx: ReadTx, orderId: string, { timeZone }: Onlooker): Promise<Detail['answers']> {
  const rows = await tx
    .selectFrom('order_answer as a')
    .leftJoin('order_verification as v', (join) =>
      join.onRef('v.region_id', '=', 'a.region_id').onRef('v.answer_id', '=', 'a.id'),
    )
    .select(['a.id', 'a.version', 'a.body', 'a.file_sha256', 'a.file_name', 'a.file_bytes', 'a.answered_by_name'])
    .select(['a.recorded_at', 'v.note', 'v.verified_by_name', 'v.recorded_at as verified_at'])
    .select(sql<OrderOutcome | null>`v.outcome`.as('outcome'))
    .select(sql<boolean>`(a.recorded_at at time zone ${timeZone})::date > a.due_on`.as('is_late'))
    .where('a.order_id', '=', orderId)
    .orderBy('a.version', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    text: row.body,
    file:
      row.file_sha256 === null || row.file_name === null
        ? null
        : { sha256: row.file_sha256.toString('hex'), name: row.file_name, bytes: row.file_bytes ?? 0 },
    answeredBy: row.answered_by_name,
    answeredAt: row.recorded_at.toISOString(),
    isLate: row.is_late,
    verification:
      row.outcome === null || row.verified_by_name === null || row.verified_at === null
        ? null
        : {
            outcome: row.outcome,
            note: row.note,
            verifiedBy: row.verified_by_name,
            verifiedAt: row.verified_at.toISOString(),
          },
  }));
}
