import { differencesOf } from '@muster/core/supervision';
import type { Participation } from '../campaign/index.ts';
import type { ReadTx } from '../platform/database/db.ts';
import { lastSelfCheck } from './self-check.ts';
import { standardOf } from './standard-of.ts';

interface SelfCheckStanding {
  readonly is: 'missing' | 'unchecked' | 'checked';
  readonly differences: number;
}

/** How far the self-check of a stage is, and how many items the two say different things of; null where nobody asks for one. */
export async function selfCheckStanding(
  tx: ReadTx,
  participation: Participation,
  stageCode: string,
  playbook: Parameters<typeof standardOf>[0],
): Promise<SelfCheckStanding | null> {
  if (standardOf(playbook) === null) return null;
  const last = await lastSelfCheck(tx, participation, stageCode);
  const differences = differencesOf(last?.items ?? [], last?.review?.items ?? null).length;
  return { is: last === null ? 'missing' : last.review === null ? 'unchecked' : 'checked', differences };
}
