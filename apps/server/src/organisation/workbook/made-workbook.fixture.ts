import { zipSync, type Zippable } from 'fflate';

const bytes = (text: string) => new TextEncoder().encode(text);
const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

interface MadeSheet {
  readonly name: string;
  /** The rows as XML. */
  readonly cells: string;
  /** What stands after the cells. */
  readonly after?: string;
  readonly state?: 'hidden' | 'veryHidden';
}

/** A workbook as somebody else's program writes it, part by part. */
export function madeWorkbook(
  sheets: readonly MadeSheet[],
  { styles = '', more = {} }: { readonly styles?: string; readonly more?: Zippable } = {},
): Uint8Array<ArrayBuffer> {
  const listed = sheets.map(
    ({ name, state }, at) =>
      `<sheet name="${name}" sheetId="${at + 1}"${state === undefined ? '' : ` state="${state}"`} r:id="rId${at + 1}"/>`,
  );
  const related = sheets.map(
    (_, at) => `<Relationship Id="rId${at + 1}" Type="${office}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
  );
  const relations = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"';
  return zipSync({
    '[Content_Types].xml': bytes(`<Types><Override PartName="/xl/workbook.xml" ContentType="${kind}"/></Types>`),
    'xl/workbook.xml': bytes(`<workbook ${main} xmlns:r="${office}"><sheets>${listed.join('')}</sheets></workbook>`),
    'xl/_rels/workbook.xml.rels': bytes(`<Relationships ${relations}>${related.join('')}</Relationships>`),
    'xl/styles.xml': bytes(`<styleSheet ${main}>${styles}</styleSheet>`),
    ...Object.fromEntries(
      sheets.map(({ cells, after = '' }, at) => [
        `xl/worksheets/sheet${at + 1}.xml`,
        bytes(`<worksheet ${main}><sheetData>${cells}</sheetData>${after}</worksheet>`),
      ]),
    ),
    ...more,
  });
}

/** Cells of one row: text where it is a string, else the cell as XML without its address. */
export function madeRow(row: number, cells: readonly (string | { readonly xml: string })[]): string {
  const made = cells.map((cell, column) => {
    const address = `r="${String.fromCodePoint(65 + column)}${row}"`;
    if (typeof cell === 'string') return `<c ${address} t="inlineStr"><is><t>${cell}</t></is></c>`;
    return cell.xml.replace('<c', `<c ${address}`);
  });
  return `<row r="${row}">${made.join('')}</row>`;
}
