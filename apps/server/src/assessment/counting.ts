import type { CountingState } from '@muster/core/assessment';
import { isRefusal, refuse } from '@muster/core/kernel';
import { lockedParticipation } from '../campaign/index.ts';
import { evidenceClosed } from '../gate/index.ts';
import type { Refused } from '../platform/command.ts';
import type { Tx } from '../platform/database/db.ts';
import { recusedAmong } from '../supervision/index.ts';
import { assessmentRecords, unitsOf, type AssessmentRecord } from './records.ts';

/** An assessment with its unit locked, so that two tellers who enter at once come one after the other. */
export interface LoadedCounting extends CountingState {
  readonly record: AssessmentRecord;
}

export async function loadCounting(tx: Tx, id: string, personId: string): Promise<LoadedCounting | Refused> {
  const head = await tx
    .selectFrom('assessment')
    .select(['region_id', 'participation_id'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (head === undefined) return refuse('not-found');
  const participation = await lockedParticipation(tx, { regionId: head.region_id, id: head.participation_id });
  if (isRefusal(participation)) return participation;
  // Everything that is decided on is read after the lock.
  const [record] = await assessmentRecords(tx, { id });
  if (record === undefined) return refuse('not-found');
  const host = record.pool?.countedIn === null ? undefined : record.pool?.units[0];
  if (host !== undefined) return refuse('assessment-counted-elsewhere', { unit: host.name });
  return {
    record,
    counts: record.counts,
    confirmed: record.tally !== null,
    electorate: record.electorate,
    fewestPapers: record.fewestPapers,
    isOfTheUnit: (await recusedAmong(tx, personId, unitsOf(record))).size > 0,
    stageOpen: participation.openStage?.code === record.stageCode,
    evidenceClosed: await evidenceClosed(tx, record.participationId, record.stageCode),
  };
}
