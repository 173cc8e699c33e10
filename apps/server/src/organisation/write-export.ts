import type { RouteAnswer } from '@muster/contract';
import type { exportOrganisations } from '@muster/contract/organisation';
import { widthsOf, type BookSheet } from './workbook/book.ts';
import { composeCsv, composeWorkbook } from './workbook/compose.ts';

interface Written {
  /** Of the node. */
  readonly name: string;
  /** What stands in it. */
  readonly sheet: string;
  /** The header first. */
  readonly rows: readonly (readonly string[])[];
}

/** A header whose cells are figures: a year, or a stated number of members, whatever they are called. */
const isFigure = (word: string): boolean =>
  ['出生年', 'born_in', 'stated_members'].includes(word) || /^声明.+数$/.test(word);

/** A table as a file that imports again unchanged. */
export async function writeExport(
  { name, sheet, rows }: Written,
  format: 'csv' | 'xlsx',
): Promise<RouteAnswer<typeof exportOrganisations>> {
  if (format === 'csv') return { fileName: `${name}-${sheet}.csv`, csv: await composeCsv(rows), xlsx: null };
  const [header = []] = rows;
  const asFigures = header.flatMap((word, column) => (isFigure(word) ? [column] : []));
  const bytes = await composeWorkbook({ sheets: [{ name: sheet, rows, widths: widthsOf(rows), figures: asFigures }] });
  return { fileName: `${name}-${sheet}.xlsx`, csv: null, xlsx: Buffer.from(bytes).toString('base64') };
}

/** Sheets that are read, of whatever slice: as wide as what stands in them. */
export function writeSheets({
  sheets,
}: {
  readonly sheets: readonly Omit<BookSheet, 'widths'>[];
}): Promise<Uint8Array> {
  return composeWorkbook({ sheets: sheets.map((sheet) => ({ ...sheet, widths: widthsOf(sheet.rows) })) });
}
