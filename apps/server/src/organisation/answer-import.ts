import type { RouteAnswer } from '@muster/contract';
import type { importOrganisations } from '@muster/contract/organisation';
import { isRefusal, type Refusal } from '@muster/core/kernel';
import type { ImportReport } from '@muster/core/organisation';
import { sql } from 'kysely';
import type { Refused } from '../platform/command.ts';
import type { Context } from '../platform/context.ts';
import { inTransaction } from '../platform/database/db.ts';
import { scopeOf } from '../platform/identity.ts';
import { answerOf } from './import-answer.ts';
import { markedWorkbook, type ImportWords } from './workbook/marked-workbook.ts';
import { composeWorkbook } from './workbook/compose.ts';

/** From here on the database plans by figures of before, which an empty table's are. */
const many = 1_000;

/** What is left to do when the rows are written: the database counts anew what has grown, and refused rows are handed back. */
export async function answerImport(
  { platform, actor }: Context,
  report: ImportReport | Refused,
  words: ImportWords,
  marked: 'zh' | 'en' | undefined,
): Promise<RouteAnswer<typeof importOrganisations> | Refusal<Refused['refused']>> {
  if (isRefusal(report)) return report;
  if (report.committed && report.created + report.updated + report.transferred > many) {
    await inTransaction(platform.db, scopeOf(actor), (tx) => sql`select analyze_rosters()`.execute(tx));
  }
  const isWanted = marked !== undefined && report.refusedRows.length > 0;
  return answerOf(report, isWanted ? await composeWorkbook(markedWorkbook(report, words, marked)) : null);
}
