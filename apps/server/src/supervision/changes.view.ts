import type { RouteAnswer, RouteInput } from '@muster/contract';
import { entryTopics, type listChanges } from '@muster/contract/supervision';
import { pathsWith } from '@muster/core/access';
import { civilDateAt } from '@muster/core/kernel';
import { unseenSince, type Visit } from '@muster/core/supervision';
import { sql } from 'kysely';
import { entriesOfUnits, topicsOfUnits } from '../ledger/index.ts';
import type { Context } from '../platform/context.ts';
import type { ReadTx } from '../platform/database/db.ts';

type Answer = RouteAnswer<typeof listChanges>;

export async function visitOf(tx: ReadTx, personId: string): Promise<Visit | null> {
  const row = await tx.selectFrom('supervision_visit').selectAll().where('person_id', '=', personId).executeTakeFirst();
  return row === undefined ? null : { beganAt: row.began_at, lastAt: row.last_at, beforeAt: row.before_at };
}

/** What others did at the units that one answers for since one looked last; as many queries for one unit as for hundreds. */
export async function changesOf(
  tx: ReadTx,
  {
    topic = null,
    after,
    limit,
  }: Omit<RouteInput<typeof listChanges>['query'], 'topic'> & {
    readonly topic?: Answer['topics'][number]['topic'] | null | undefined;
  },
  { actor, at, platform }: Context,
): Promise<Answer> {
  const known = await visitOf(tx, actor.personId);
  const since = unseenSince(known, at);
  const own = actor.grants.filter(({ verb }) => verb === 'endorse-transition');
  const wanted = {
    regions: [...new Set(own.map(({ regionId }) => regionId))],
    units: [...new Set(own.map(({ organisationId }) => organisationId))],
    since,
    but: actor.personId,
  };
  const counts = await topicsOfUnits(tx, wanted);
  const topics = entryTopics.flatMap((each) => ({ topic: each, count: counts.get(each) ?? 0 }));
  const overdueFrom = civilDateAt(since, platform.timeZone);
  return {
    since: since.toISOString(),
    isFirst: (known?.beforeAt ?? null) === null,
    topics: topics.filter(({ count }) => count > 0),
    overdueFrom,
    overdue: await newlyOverdue(tx, wanted, overdueFrom, civilDateAt(at, platform.timeZone)),
    ...(await entriesOfUnits(tx, { ...wanted, topic }, after, limit, pathsWith(actor.grants, 'read'))),
    all: topics.filter((each) => topic === null || each.topic === topic).reduce((sum, { count }) => sum + count, 0),
  };
}

/** What fell due since then, is past its day and is not done: how much of it at each unit. */
async function newlyOverdue(
  tx: ReadTx,
  { regions, units }: { readonly regions: readonly number[]; readonly units: readonly string[] },
  from: string,
  today: string,
): Promise<Answer['overdue']> {
  const { rows } = await sql<Answer['overdue'][number]>`
    select json_build_object('id', u.id, 'name', u.name) as unit, count(*) as count
    from unnest(${[...units]}::uuid[]) own (id)
    join organisation u on u.region_id = any (${[...regions]}::int[]) and u.id = own.id
    join participation p on p.region_id = u.region_id and p.unit_id = u.id and p.ended_at is null
    join obligation o on o.region_id = p.region_id and o.participation_id = p.id
    cross join lateral obligation_left(o.region_id, o.id, o.kind, o.origin_kind, o.origin_id) still
    where o.due_on >= ${from}::date and o.due_on < ${today}::date and o.cancelled_at is null and still.is_outstanding
    group by u.region_id, u.id, u.name, u.path order by u.path, u.name`.execute(tx);
  return rows;
}
