import type { RouteAnswer } from '@muster/contract';
import type { findNamesakes } from '@muster/contract/roster';
import type { CivilDate } from '@muster/core/kernel';
import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';
import type { Person } from './queries.ts';

type Answer = RouteAnswer<typeof findNamesakes>;

/** Whoever a new member of this name and year might be: a year missing on either side tells nobody apart. */
export async function namesakesOf(tx: ReadTx, regionId: number, name: string, bornIn: number | null): Promise<Answer> {
  const { rows } = await sql<Answer['people'][number]>`
    select p.id, p.name, p.born_in as "bornIn",
      case when m.id is not null then json_build_object(
        'branch', json_build_object('id', m.branch_id, 'name', coalesce(b.name, '')),
        'unit', json_build_object('id', m.unit_id, 'name', coalesce(u.name, ''))) end as membership,
      (select coalesce(json_agg(json_build_object('role', a.role, 'organisation', json_build_object('id', o.id, 'name', o.name)) order by a.from_on), '[]')
       from appointment a join organisation o on o.region_id = a.region_id and o.id = a.organisation_id
       where a.region_id = p.region_id and a.person_id = p.id and a.to_on is null) as offices
    from person p
    left join membership m on m.region_id = p.region_id and m.person_id = p.id and m.to_on is null
    left join organisation b on b.region_id = m.region_id and b.id = m.branch_id
    left join organisation u on u.region_id = m.region_id and u.id = m.unit_id
    where p.region_id = ${regionId} and p.name = ${name}
      and (p.born_in = ${bornIn}::int or p.born_in is null or ${bornIn}::int is null)
    order by p.path, p.id limit 20`.execute(tx);
  const elsewhere = await sql<{ people: number }>`
    select roster_namesakes_elsewhere(${regionId}, ${name}, ${bornIn}::int) as people`.execute(tx);
  return { people: rows, elsewhere: elsewhere.rows[0]?.people ?? 0 };
}

export async function lastEndOf(tx: ReadTx, { regionId, id }: Person): Promise<CivilDate | null> {
  const { rows } = await sql<{ on: CivilDate | null }>`
    select max(to_on) as "on" from roster_memberships(${regionId}, ${id}::uuid)`.execute(tx);
  return rows[0]?.on ?? null;
}
