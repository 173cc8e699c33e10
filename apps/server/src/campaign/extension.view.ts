import type { RouteAnswer } from '@muster/contract';
import type { previewExtension } from '@muster/contract/campaign';
import { daysLeft } from '@muster/core/campaign';
import { daysBetween } from '@muster/core/kernel';
import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';
import type { BatchRow } from './batches.ts';
import { mostGiven, reachedBy } from './extension.ts';

type Preview = RouteAnswer<typeof previewExtension>;

interface Asked {
  readonly batch: BatchRow;
  readonly window: BatchRow['windows'][number];
  readonly nodePath: string;
}

/** What an extension would touch: units, due dates that hang on the end of the stage, and requests that wait there; and how long it may be. */
export async function extensionPreview(tx: ReadTx, { batch, window, nodePath }: Asked): Promise<Preview> {
  const { id: batchId } = batch;
  const { code: stage, startsOn, firstEndsOn } = window;
  const { rows } = await sql<Omit<Preview, 'left'> & { readonly given: number }>`
    with reached as (${reachedBy(batchId, stage, nodePath)})
    select (select count(*)::int from reached) as units,
      (select count(*)::int from participation p
        join participation_stage s on s.region_id = p.region_id and s.participation_id = p.id and s.stage_code = ${stage}
        where p.batch_id = ${batchId} and p.ended_at is null and s.closed_at is not null
          and (p.path <@ ${nodePath}::ltree or ${nodePath}::ltree @> any (p.linked))) as closed,
      (select count(*)::int from obligation o join reached r on r.region_id = o.region_id and r.id = o.participation_id
        where o.stage_code = ${stage} and o.anchor = 'end') as "dueDates",
      (select count(*)::int from stage_request q join reached r on r.region_id = q.region_id and r.id = q.participation_id
        where q.ended_at is null) as requests,
      ${mostGiven(batchId, stage, nodePath)} as given`.execute(tx);
  const { given, ...touched } = rows[0] ?? { units: 0, closed: 0, dueDates: 0, requests: 0, given: 0 };
  return { ...touched, left: daysLeft(daysBetween(startsOn, firstEndsOn) + 1, given) };
}
