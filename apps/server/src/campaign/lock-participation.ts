import { sql } from 'kysely';
import type { Tx } from '../platform/database/db.ts';
import type { Participation } from './participations.ts';

type Key = Pick<Participation, 'regionId' | 'id'>;

/** Makes commands about one unit's stage follow one another until the transaction ends; read what must not move after this. */
export async function lockParticipation(tx: Tx, participation: Key): Promise<void> {
  await tx
    .selectFrom('participation')
    .select('id')
    .where('region_id', '=', participation.regionId)
    .where('id', '=', participation.id)
    .forUpdate()
    .execute();
}

/** Of many units, in one order, so that two who act for the same ones do not wait for each other. */
export async function lockParticipations(tx: Tx, participations: readonly Key[]): Promise<void> {
  const regions = participations.map(({ regionId }) => regionId);
  const ids = participations.map(({ id }) => id);
  await sql`
    select p.id from participation p
    where (p.region_id, p.id) in (select * from unnest(${regions}::int[], ${ids}::uuid[]))
    order by p.region_id, p.id for update of p`.execute(tx);
}
