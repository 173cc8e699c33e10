import type { RouteAnswer } from '@muster/contract';
import type { importOrganisations } from '@muster/contract/organisation';
import type { ImportReport } from '@muster/core/organisation';

type ImportAnswer = RouteAnswer<typeof importOrganisations>;

/** Nobody mends more of them one by one; the file of refused rows has all. */
const mostFaults = 1_000;

/** The report of an import as the wire carries it; `marked` is the workbook of the refused rows, where it was asked for. */
export function answerOf({ refusedRows: _rows, ...report }: ImportReport, marked: Uint8Array | null): ImportAnswer {
  return {
    ...report,
    faults: report.faults.slice(0, mostFaults).map((fault) => ({ ...fault, params: { ...fault.params } })),
    faultCount: report.faults.length,
    errorCount: report.faults.filter(({ severity }) => severity === 'error').length,
    sheets: report.sheets.map(({ header, sample, ...sheet }) => ({
      ...sheet,
      header: [...header],
      sample: sample.map(({ row, cells }) => ({ row, cells: [...cells] })),
    })),
    marked: marked === null ? null : Buffer.from(marked).toString('base64'),
  };
}
