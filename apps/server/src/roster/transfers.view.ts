import type { RouteAnswer } from '@muster/contract';
import type { listTransfers } from '@muster/contract/roster';
import { pathsWith } from '@muster/core/access';
import { sql, type RawBuilder } from 'kysely';
import type { Node } from '../organisation/index.ts';
import type { ReadTx } from '../platform/database/db.ts';
import type { Actor } from '../platform/identity.ts';

type Answer = RouteAnswer<typeof listTransfers>;
type Transfer = Answer['transfers'][number];

interface Asked {
  readonly state: 'open' | 'settled';
  readonly direction?: Transfer['direction'] | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

type Row = Omit<Transfer, 'proposedAt' | 'settledAt'> & { readonly proposedAt: Date; readonly settledAt: Date | null };

/** Transfers with an end at or beneath a node: both ends see the same row, each with what it may do. */
export async function transfersAt(tx: ReadTx, node: Node, asked: Asked, actor: Actor): Promise<Answer> {
  const held = pathsWith(actor.grants, 'manage-roster');
  const here = sql`
    from transfer t
    left join organisation fb on fb.region_id = t.region_id and fb.id = t.from_branch_id
    left join organisation fu on fu.region_id = t.region_id and fu.id = t.from_unit_id
    left join organisation tb on tb.region_id = t.region_id and tb.id = t.to_branch_id
    left join organisation tu on tu.region_id = t.region_id and tu.id = t.to_unit_id
    cross join lateral (select ${beneath('fb', 'fu', node.place.path)} as gives, ${beneath('tb', 'tu', node.place.path)} as receives,
      ${within('fb', 'fu', held)} as "mayGive", ${within('tb', 'tu', held)} as "mayReceive") ends
    where t.region_id = ${node.regionId} and (ends.gives or ends.receives)
      and (t.outcome is null) = ${asked.state === 'open'}::boolean`;
  const direction = sql`case when ends.gives and ends.receives then 'within' when ends.gives then 'out' else 'in' end`;
  const wanted = asked.direction === undefined ? sql`` : sql`and ${direction} = ${asked.direction}`;
  const counted = await sql<{ all: number; awaiting: number }>`
    select count(*) as "all", count(*) filter (where t.outcome is null and ends."mayReceive") as awaiting ${here} ${wanted}`.execute(
    tx,
  );
  const { rows } = await sql<Row>`
    with page as (
      select t.*, ${direction} as direction, t.outcome is null and ends."mayReceive" as may_accept, t.outcome is null and ends."mayGive" as may_withdraw
      ${here} ${wanted} ${asked.after === undefined ? sql`` : sql`and t.id < ${asked.after}::uuid`}
      order by t.id desc limit ${asked.limit + 1})
    select t.id, json_build_object('id', t.person_id, 'name', w.person_name, 'code', w.person_code, 'bornIn', w.born_in, 'categories', w.categories,
        'standing', w.standing) as person,
      json_build_object('branchId', t.from_branch_id, 'branchName', w.from_branch, 'unitId', t.from_unit_id, 'unitName', w.from_unit) as "from",
      json_build_object('branchId', t.to_branch_id, 'branchName', w.to_branch, 'unitId', t.to_unit_id, 'unitName', w.to_unit) as "to",
      t.direction, t.reason, t.proposed_by_name as "proposedBy", t.recorded_at as "proposedAt", t.outcome, t.settled_by_name as "settledBy",
      t.settled_at as "settledAt", t.settled_reason as "settledReason", t.moved_on as "movedOn", t.may_accept as "mayAccept",
      t.may_withdraw as "mayWithdraw"
    from page t
    join roster_transfer_words((select array_agg(id) from page)) w on w.transfer_id = t.id
    order by t.id desc`.execute(tx);
  const page = rows.slice(0, asked.limit);
  return {
    transfers: page.map((row) => ({
      ...row,
      proposedAt: row.proposedAt.toISOString(),
      settledAt: row.settledAt?.toISOString() ?? null,
    })),
    all: counted.rows[0]?.all ?? 0,
    awaitingMe: counted.rows[0]?.awaiting ?? 0,
    next: rows.length > asked.limit ? (page.at(-1)?.id ?? null) : null,
  };
}

/** An end that one does not see is beneath nothing of one's own. */
function beneath(branch: string, unit: string, path: string): RawBuilder<boolean> {
  return sql`coalesce(${sql.ref(`${branch}.path`)} <@ ${path}::ltree, false) or coalesce(${sql.ref(`${unit}.path`)} <@ ${path}::ltree, false)`;
}

function within(branch: string, unit: string, paths: readonly string[]): RawBuilder<boolean> {
  const held = sql`${[...paths]}::text[]::ltree[]`;
  return sql`coalesce(${sql.ref(`${branch}.path`)} <@ any (${held}), false) or coalesce(${sql.ref(`${unit}.path`)} <@ any (${held}), false)`;
}
