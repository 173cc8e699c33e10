import type { Place } from '@muster/core/access';
import type { LedgerFact } from '../platform/ledger-record.ts';

interface PoolChange {
  readonly kind: 'pool-formed' | 'pool-ended';
  readonly id: string;
  readonly unit: { readonly id: string; readonly regionId: number; readonly place: Place };
  /** The node that it was formed at. */
  readonly at: string;
  readonly stageCode: string;
  readonly units: readonly string[];
  readonly reason?: string;
}

/** What the ledger keeps of it, once for each unit. */
export function poolFact({ kind, id, unit, at, stageCode, units, reason }: PoolChange): LedgerFact {
  return {
    regionId: unit.regionId,
    unitId: unit.id,
    kind: `assessment.${kind}`,
    subjectId: id,
    place: unit.place,
    occurredAt: null,
    summary: { stage: stageCode, units: units.length },
    head: { pool: id, at, stage: stageCode, units: [...units], ...(reason !== undefined && { reason }) },
    personal: [],
  };
}
