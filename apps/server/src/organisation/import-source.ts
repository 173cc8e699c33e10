import type { ImportReport } from '@muster/core/organisation';
import type { LedgerFact } from '../platform/ledger-record.ts';
import type { CheckedFile } from '../platform/files/files.ts';

/** Only then is there something to record, and a file to keep with it. */
export function changesSomething({ committed, created, updated, transferred }: ImportReport): boolean {
  return committed && created + updated + transferred > 0;
}

/** What the entry of an import says; the hash leads to the file it came from. */
export function sourceFacts(
  report: ImportReport,
  { sha256 }: CheckedFile,
  mended: number,
): Pick<LedgerFact, 'summary' | 'head'> {
  const { rows, created, updated, transferred, refused } = report;
  const others = { ...(transferred > 0 && { transferred }), ...(mended > 0 && { mended }) };
  return {
    summary: { rows, created, updated, source: sha256, ...others },
    head: { sha256, rows, created, updated, refused, ...others },
  };
}
