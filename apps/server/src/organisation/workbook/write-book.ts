import { cellName } from '@muster/core/organisation';
import writeWorkbook, { type CellObject, type Feature, type Image, type Sheet } from 'write-excel-file/node';
import type { Book, BookSheet, Choice } from './book.ts';

/** What the writer takes for a file within a workbook. */
type FileContent = Image['content'];

const head = '#e8edf2';
const colours = { error: '#f8d7cf', warning: '#f6ead0' } as const;
/** Choices reach as far as a sheet does. */
const lastChoice = 1_048_576;

/** The bytes of a workbook. Takes as long as it takes: run it in a thread of its own. */
export function writeBook({ sheets }: Book): Promise<Buffer> {
  return writeWorkbook(sheets.map(sheetOf), { features: [formFeature(sheets)] }).toBuffer();
}

function sheetOf({ name, rows, widths, figures = [], required = [], marks = [], isProse = false }: BookSheet) {
  const marked = new Map(marks.map(({ row, column, kind }) => [cellName(column, row), kind]));
  const asFigure = new Set(figures);
  const markOf = (column: number, row: number) => {
    const kind = marked.get(cellName(column, row));
    return kind === undefined ? {} : { backgroundColor: colours[kind] };
  };
  const data = rows.map((cells, row) =>
    cells.map((text, column): CellObject | null => {
      const style = row === 0 ? headOf(required.includes(column)) : { ...proseOf(isProse), ...markOf(column, row) };
      if (asFigure.has(column) && row > 0 && /^\d{1,9}(?:\.\d{1,9})?$/.test(text))
        return { value: Number(text), type: Number, ...style };
      // An empty cell is formatted too, or what is typed into it later would lose its zeros.
      return text === '' ? emptyCell(style) : { value: escaped(text), type: String, format: '@', ...style };
    }),
  );
  return {
    sheet: name,
    data,
    columns: widths.map((width) => ({ width })),
    stickyRowsCount: 1,
  } satisfies Sheet<FileContent>;
}

function headOf(isRequired: boolean): Partial<CellObject> {
  return { fontWeight: 'bold', backgroundColor: head, ...(isRequired && { textColor: '#9c2b12' }) };
}

function proseOf(isProse: boolean): Partial<CellObject> {
  return isProse ? { wrap: true, alignVertical: 'top' } : {};
}

/**
 * `_x0041_` would be read as the letter that it spells; what the writer would leave out is spelt the same way, and so is the first
 * letter of `constructor` and the like, which the writer takes for a text that it has met before.
 */
function escaped(text: string): string {
  const spelt = (sign: string) =>
    sign
      .split('')
      .map((half) => `_x${half.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
      .join('');
  const whole =
    text in {} ? spelt(text.slice(0, 1)) + text.slice(1) : text.replaceAll(/_(?=x[\da-f]{4}_)/gi, '_x005F_');
  return whole.replaceAll(/[\ufffd\p{Noncharacter_Code_Point}]/gu, spelt);
}

function emptyCell(style: Partial<CellObject>): CellObject {
  return { type: String, format: '@', ...style };
}

/** The writer knows neither choices nor the format of a whole column, but lets features change a sheet. */
function formFeature(sheets: readonly BookSheet[]): Feature<FileContent> {
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (xml, _options, { sheetIndex }) => {
            const { choices = [], isForm = false } = sheets[sheetIndex] ?? {};
            if (!isForm) return xml;
            // The empty second row has the format that the columns are to have.
            const style = /<c r="A2" s="(\d+)"/.exec(xml)?.[1] ?? '0';
            const list = `<dataValidations count="${choices.length}">${choices.map(choiceXml).join('')}</dataValidations>`;
            return xml
              .replaceAll('<col ', `<col style="${style}" `)
              .replace('</sheetData>', `</sheetData>${choices.length === 0 ? '' : list}`);
          },
        },
      },
    },
  };
}

function choiceXml({ column, from, isOpen }: Choice): string {
  const letters = (index: number) => cellName(index, 1).slice(0, -1);
  const [own, other] = [letters(column), letters(from.column)];
  const style = isOpen ? 'showErrorMessage="0"' : 'showErrorMessage="1" errorStyle="stop"';
  const words = `'${from.sheet}'!$${other}$2:$${other}$${from.words + 1}`;
  return `<dataValidation type="list" allowBlank="1" ${style} sqref="${own}2:${own}${lastChoice}"><formula1>${words}</formula1></dataValidation>`;
}
