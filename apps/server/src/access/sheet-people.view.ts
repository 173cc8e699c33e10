import type { HeldOffice } from '@muster/core/access';
import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';

/** Somebody whom an activation sheet is wanted for. */
export interface SheetPerson {
  readonly regionId: number;
  readonly id: string;
  readonly name: string;
  readonly code: string | null;
  /** Of the account there is. */
  readonly login: string | null;
  /** Wherever they lie, also where the actor sees nothing: a code opens the whole account. */
  readonly offices: readonly HeldOffice[];
}

interface Row {
  region_id: number;
  person_id: string;
  name: string;
  code: string | null;
  login: string | null;
  offices: { role: string; path: string; linked: string[] }[];
}

/** Of the people asked for those who are members or hold an office at a node or beneath it, in the order of their names. */
export async function peopleForSheet(tx: ReadTx, path: string, people: readonly string[]): Promise<SheetPerson[]> {
  const { rows } = await sql<Row>`
    with asked as (select ${people}::uuid[] as ids),
         here as (
           select m.person_id from membership m, asked
           where m.person_id = any (asked.ids) and m.to_on is null and (m.path <@ ${path}::ltree or m.party_path <@ ${path}::ltree)
           union
           select a.person_id from appointment a, asked
           where a.person_id = any (asked.ids) and a.to_on is null and (a.path <@ ${path}::ltree or a.linked <@ ${path}::ltree))
    select p.region_id, p.person_id, p.name, p.code, s.login,
           -- To the end of time: an office that begins next week counts as well.
           (select coalesce(json_agg(distinct jsonb_build_object('role', g.role, 'path', g.path, 'linked', g.linked)), '[]')
            from access_grants(p.person_id, 'infinity') g) as offices
    from asked, access_people(asked.ids) p
    join here on here.person_id = p.person_id
    left join access_account_states(${people}::uuid[]) s on s.person_id = p.person_id
    order by p.name, p.person_id`.execute(tx);
  return rows.map((row) => ({
    regionId: row.region_id,
    id: row.person_id,
    name: row.name,
    code: row.code,
    login: row.login,
    offices: row.offices.map(({ role, path: at, linked }) => ({ role, place: { path: at, linked } })),
  }));
}
