/** What opening a vote is decided by: asked before, to say why not, and again by whoever opens it. */
import { openAssessment, openPooled, type Opened, type OpeningState } from '@muster/core/assessment';
import { isRefusal, refuse } from '@muster/core/kernel';
import { effectivePlaybooks, type Participation } from '../campaign/index.ts';
import { evidenceClosedAmong } from '../gate/index.ts';
import type { Refused } from '../platform/command.ts';
import type { ReadTx } from '../platform/database/db.ts';
import { electorateOf, lastAttempts, verifiedOrders } from './opening.view.ts';
import type { PoolRecord } from './pool-records.ts';

/** One unit that votes: alone, or one of a pool. */
export interface Voting extends OpeningState {
  readonly participation: Participation;
}

/** Of units that vote together in a stage, or of one. */
export async function votingOf(
  tx: ReadTx,
  all: readonly Participation[],
  stageCode: string,
  timeZone: string,
): Promise<Voting[]> {
  const ids = all.map(({ id }) => id);
  const regionId = all[0]?.regionId ?? 0;
  const electorate = await electorateOf(
    tx,
    regionId,
    all.map(({ unitId }) => unitId),
  );
  const closed = await evidenceClosedAmong(tx, all);
  const lasts = await lastAttempts(tx, all, stageCode);
  const orders = await verifiedOrders(tx, all, stageCode, timeZone);
  const playbooks = await effectivePlaybooks(tx, ids);
  return all.map((participation) => ({
    participation,
    stage: participation.openStage?.code === stageCode ? participation.openStage : null,
    evidenceClosed: closed.has(participation.id),
    last: lasts.get(participation.id) ?? null,
    order: orders.get(participation.id) ?? null,
    daysBetween: playbooks.get(participation.id)?.daysBetweenAssessments ?? 0,
    electorate,
    fewestVoters: playbooks.get(participation.id)?.fewestVoters ?? 0,
  }));
}

/** What would be opened of each of them, or why nothing is. */
export function openVotes(
  units: readonly Voting[],
  pool: PoolRecord | null,
  heldOn: string,
  today: string,
): readonly Opened[] | Refused {
  const [only] = units;
  if (only === undefined) return refuse('stage-not-open');
  const opened = pool === null ? openAssessment(only, heldOn, today) : openPooled(units, pool, heldOn, today);
  if (isRefusal(opened)) return opened;
  return 'stageCode' in opened ? [opened] : opened;
}
