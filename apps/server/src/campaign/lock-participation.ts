import type { Tx } from '../platform/database/db.ts';
import type { Participation } from './participations.ts';

/** Makes commands about one unit's stage follow one another until the transaction ends; read what must not move after this. */
export async function lockParticipation(tx: Tx, participation: Pick<Participation, 'regionId' | 'id'>): Promise<void> {
  await tx
    .selectFrom('participation')
    .select('id')
    .where('region_id', '=', participation.regionId)
    .where('id', '=', participation.id)
    .forUpdate()
    .execute();
}
