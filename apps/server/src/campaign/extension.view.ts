import type { RouteAnswer } from '@muster/contract';
import type { previewExtension } from '@muster/contract/campaign';
import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';
import { reachedBy } from './extension.ts';

type Preview = RouteAnswer<typeof previewExtension>;

/** What an extension would touch: units, due dates that hang on the end of the stage, and requests that wait there. */
export async function extensionPreview(tx: ReadTx, batchId: string, stage: string, nodePath: string): Promise<Preview> {
  const { rows } = await sql<Preview>`
    with reached as (${reachedBy(batchId, stage, nodePath)})
    select (select count(*)::int from reached) as units,
      (select count(*)::int from participation p
        join participation_stage s on s.region_id = p.region_id and s.participation_id = p.id and s.stage_code = ${stage}
        where p.batch_id = ${batchId} and p.ended_at is null and s.closed_at is not null
          and (p.path <@ ${nodePath}::ltree or ${nodePath}::ltree @> any (p.linked))) as closed,
      (select count(*)::int from obligation o join reached r on r.region_id = o.region_id and r.id = o.participation_id
        where o.stage_code = ${stage} and o.anchor = 'end') as "dueDates",
      (select count(*)::int from stage_request q join reached r on r.region_id = q.region_id and r.id = q.participation_id
        where q.ended_at is null) as requests`.execute(tx);
  return rows[0] ?? { units: 0, closed: 0, dueDates: 0, requests: 0 };
}
