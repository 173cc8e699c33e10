import { differencesOf } from '@muster/core/supervision';
import type { Participation } from '../campaign/index.ts';
import type { ReadTx } from '../platform/database/db.ts';
import { lastSelfChecks } from './self-check.ts';
import { standardOf } from './standard-of.ts';

interface SelfCheckStanding {
  readonly is: 'missing' | 'unchecked' | 'checked';
  readonly differences: number;
}

/**
 * How far the self-check of each in its stage is, and how many items the two say different things of, by the participation's id; those of
 * which nobody asks for one are left out.
 */
export async function selfCheckStandings(
  tx: ReadTx,
  of: readonly {
    readonly participation: Participation;
    readonly stageCode: string;
    readonly playbook: Parameters<typeof standardOf>[0];
  }[],
): Promise<ReadonlyMap<string, SelfCheckStanding>> {
  const asked = of.filter(({ playbook }) => standardOf(playbook) !== null);
  if (asked.length === 0) return new Map();
  const checks = await lastSelfChecks(tx, asked);
  return new Map(
    asked.map(({ participation: { id } }) => {
      const last = checks.get(id) ?? null;
      const differences = differencesOf(last?.items ?? [], last?.review?.items ?? null).length;
      return [id, { is: last === null ? 'missing' : last.review === null ? 'unchecked' : 'checked', differences }];
    }),
  );
}
