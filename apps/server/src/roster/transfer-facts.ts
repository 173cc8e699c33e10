import type { Place } from '@muster/core/access';
import type { LedgerFact } from '../platform/ledger-record.ts';
import type { TransferRow } from './transfer-queries.ts';

/** The place of an end that one does not see: nobody holds anything there. */
export const nowhere: Place = { path: '', linked: [] };

type Transferred = Pick<
  TransferRow,
  'regionId' | 'id' | 'personId' | 'salt' | 'fromUnitId' | 'fromBranchId' | 'toUnitId' | 'toBranchId' | 'place'
>;
type Said = Readonly<Record<string, string | null>>;

/** One entry for each unit; both ends see both. Words typed about the member are theirs, and erased with their salt. */
export function transferFacts(
  transfer: Transferred,
  kind: string,
  { reason, ...said }: Said & { readonly reason?: string | null },
): LedgerFact[] {
  const { regionId, id, personId, salt, place } = transfer;
  const units = [...new Set([transfer.fromUnitId, transfer.toUnitId])];
  return units.map((unitId) => ({
    regionId,
    unitId,
    kind,
    subjectId: id,
    place,
    occurredAt: null,
    summary: {},
    head: {
      transfer: id,
      from: { branch: transfer.fromBranchId, unit: transfer.fromUnitId },
      to: { branch: transfer.toBranchId, unit: transfer.toUnitId },
      ...said,
    },
    personal: [{ salt, value: { transfer: id, person: personId, ...(reason !== undefined && { reason }) } }],
  }));
}
