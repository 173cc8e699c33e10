import type { RouteAnswer } from '@muster/contract';
import type { listRepresentativeGaps, readRepresentatives } from '@muster/contract/roster';
import { mayActOn } from '@muster/core/access';
import { sql, type RawBuilder } from 'kysely';
import type { Node } from '../organisation/index.ts';
import type { ReadTx } from '../platform/database/db.ts';
import type { Actor } from '../platform/identity.ts';

type Answer = RouteAnswer<typeof readRepresentatives>;
type Origin = Answer['origins'][number];
type Gaps = RouteAnswer<typeof listRepresentativeGaps>;

/** A unit's quota by origin, who has been chosen, and in which assessments each was counted. */
export async function representativesOf(tx: ReadTx, unit: Node, timeZone: string, actor: Actor): Promise<Answer> {
  const { rows } = await sql<Answer['people'][number]>`
    select a.id as "appointmentId", json_build_object('id', a.person_id, 'name', coalesce(p.name, '')) as person, a.origin,
      a.from_on as "fromOn", a.to_on as "toOn",
      exists (select from membership m where m.region_id = a.region_id and m.person_id = a.person_id and m.unit_id = a.organisation_id
        and m.to_on is null and m.standing <> 'applicant') as "votesAsMember",
      -- Counted as representatives are when an assessment is opened: who held the office then and was no member of the unit.
      (select coalesce(json_agg(json_build_object('id', s.id, 'heldOn', s.held_on, 'attempt', s.attempt) order by s.recorded_at), '[]')
       from assessment s
       where s.region_id = a.region_id and s.unit_id = a.organisation_id and s.recorded_at >= a.recorded_at
         and (a.to_on is null or a.to_on > (s.recorded_at at time zone ${timeZone})::date)
         and not exists (select from membership m where m.region_id = a.region_id and m.person_id = a.person_id
           and m.unit_id = a.organisation_id and m.standing <> 'applicant' and m.recorded_at <= s.recorded_at
           and (m.to_on is null or m.to_on > (s.recorded_at at time zone ${timeZone})::date))) as assessments
    from appointment a
    left join access_people((select array_agg(distinct person_id) from appointment
      where region_id = ${unit.regionId} and organisation_id = ${unit.id}::uuid and role = 'representative')) p on p.person_id = a.person_id
    where a.region_id = ${unit.regionId} and a.organisation_id = ${unit.id}::uuid and a.role = 'representative'
    order by a.to_on is not null, a.origin, p.name, a.from_on, a.id`.execute(tx);
  const quota = await sql<{ name: string; at: Date }>`
    select set_by_name as name, recorded_at as at from representative_quota
    where region_id = ${unit.regionId} and unit_id = ${unit.id}::uuid order by recorded_at desc, id desc limit 1`.execute(
    tx,
  );
  const [set] = quota.rows;
  const [row] = (
    await gapsOf(tx, sql`u.id = ${unit.id}::uuid`, {
      regionId: unit.regionId,
      onlyLacking: false,
      after: null,
      limit: 1,
    })
  ).rows;
  const mayAppoint = mayActOn(actor.grants, 'manage-access', unit.place);
  return {
    unit: { id: unit.id, name: unit.name },
    origins: row?.origins ?? [],
    setBy: set === undefined ? null : { name: set.name, at: set.at.toISOString() },
    people: rows,
    maySet: mayAppoint,
    mayAppoint,
  };
}

/** Units at and beneath a node that have too few, by place in the tree; those without a number are counted apart. */
export async function representativeGaps(
  tx: ReadTx,
  node: Node,
  { after, limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<Gaps> {
  const here =
    node.tree === 'place' ? sql`u.path <@ ${node.place.path}::ltree` : sql`u.linked <@ ${node.place.path}::ltree`;
  const { rows, lacking, notSet } = await gapsOf(tx, here, {
    regionId: node.regionId,
    onlyLacking: true,
    after: after ?? null,
    limit: limit + 1,
  });
  const page = rows.slice(0, limit);
  return { lacking, notSet, units: page, next: rows.length > limit ? (page.at(-1)?.unit.id ?? null) : null };
}

async function gapsOf(
  tx: ReadTx,
  here: RawBuilder<unknown>,
  asked: {
    readonly regionId: number;
    readonly onlyLacking: boolean;
    readonly after: string | null;
    readonly limit: number;
  },
): Promise<{ rows: { unit: { id: string; name: string }; origins: Origin[] }[]; lacking: number; notSet: number }> {
  const { regionId, after } = asked;
  const each = sql`
    with each as (
      select u.id, u.name, u.path, o.origin, o.position, q.wanted, coalesce(c.have, 0) as have,
        greatest(coalesce(q.wanted, 0) - coalesce(c.have, 0), 0) as missing
      from organisation u
      cross join (values ('own', 1), ('subordinate', 2), ('served', 3)) o (origin, position)
      left join representative_quota q on q.region_id = u.region_id and q.unit_id = u.id and q.origin = o.origin and q.replaced_at is null
      left join lateral (select count(*) as have from appointment a where a.region_id = u.region_id and a.organisation_id = u.id
        and a.role = 'representative' and a.origin = o.origin and a.to_on is null) c on true
      where u.region_id = ${regionId} and u.kind = 'unit' and u.closed_on is null and ${here}
    ), k as (
      select id, name, path, bool_or(missing > 0) as lacks, bool_and(wanted is null) as unset,
        json_agg(json_build_object('origin', origin, 'wanted', wanted, 'have', have, 'missing', missing) order by position) as origins
      from each group by id, name, path)`;
  const counted = await sql<{ lacking: number; notSet: number }>`
    ${each} select count(*) filter (where lacks) as lacking, count(*) filter (where unset) as "notSet" from k`.execute(
    tx,
  );
  const { rows } = await sql<{ unit: { id: string; name: string }; origins: Origin[] }>`
    ${each} select json_build_object('id', id, 'name', name) as unit, origins from k
    where (k.lacks or not ${asked.onlyLacking}::boolean)
      ${after === null ? sql`` : sql`and k.path > (select path from k where id = ${after}::uuid)`}
    order by k.path limit ${asked.limit}`.execute(tx);
  return { rows, lacking: counted.rows[0]?.lacking ?? 0, notSet: counted.rows[0]?.notSet ?? 0 };
}
