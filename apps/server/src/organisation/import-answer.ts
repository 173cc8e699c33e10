import type { RouteAnswer } from '@muster/contract';
import type { importOrganisations } from '@muster/contract/organisation';
import type { ImportReport } from '@muster/core/organisation';

export type ImportAnswer = RouteAnswer<typeof importOrganisations>;

/** The report of an import as the wire carries it. */
export function answerOf(report: ImportReport): ImportAnswer {
  return {
    ...report,
    faults: report.faults.map((fault) => ({ ...fault, params: { ...fault.params } })),
    header: [...report.header],
    sample: report.sample.map(({ row, cells }) => ({ row, cells: [...cells] })),
  };
}
