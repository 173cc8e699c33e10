import type { RouteAnswer } from '@muster/contract';
import type { listAppointments } from '@muster/contract/access';
import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';

type Listed = RouteAnswer<typeof listAppointments>['appointments'][number];

interface Row {
  id: string;
  person_id: string;
  person_name: string | null;
  role: Listed['role'];
  origin: Listed['origin'];
  organisation_id: string;
  from_on: string;
  to_on: string | null;
  login: string | null;
  state: NonNullable<Listed['account']>['state'] | null;
}

/** Everybody who holds or held an office at a node: present ones first, then by date. Accounts only for whom they concern. */
export async function appointmentsAt(tx: ReadTx, organisationId: string, withAccounts: boolean): Promise<Listed[]> {
  const { rows } = await sql<Row>`
    with held as (select * from appointment where organisation_id = ${organisationId}::uuid),
         people as (select array_agg(distinct person_id) as ids from held)
    select h.id, h.person_id, p.name as person_name, h.role, h.origin, h.organisation_id, h.from_on, h.to_on, s.login, s.state
    from held h
    left join (select named.* from people, access_people(people.ids) named) p on p.person_id = h.person_id
    left join (select shown.* from people, access_account_states(people.ids) shown where ${withAccounts}::boolean) s
      on s.person_id = h.person_id
    order by h.to_on is not null, h.from_on, h.id`.execute(tx);
  return rows.map((row) => ({
    id: row.id,
    person: { id: row.person_id, name: row.person_name ?? '' },
    role: row.role,
    origin: row.origin,
    organisationId: row.organisation_id,
    fromOn: row.from_on,
    toOn: row.to_on,
    account: row.login === null || row.state === null ? null : { login: row.login, state: row.state },
  }));
}
