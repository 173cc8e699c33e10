import { emptyCells, type ImportColumn } from '@muster/core/organisation';
import { composeWorkbook } from './compose.ts';
import { widthsOf, type Book } from './book.ts';

type Language = 'zh' | 'en';

/** A kind of table to be filled in. */
export interface Template {
  /** What it is called, as a sheet and as a file. */
  readonly title: string;
  readonly columns: readonly ImportColumn[];
  /** Words to choose from, by the key of the column; an open list takes several at once. */
  readonly choices: readonly { readonly key: string; readonly words: readonly string[]; readonly isOpen: boolean }[];
}

const words = {
  zh: {
    notes: '填写说明',
    lists: '可选的词',
    column: '列',
    required: '必填',
    yes: '是',
    write: '怎么写',
    also: '英文表头',
    file: '空白模板',
  },
  en: {
    notes: 'Notes',
    lists: 'Words',
    column: 'Column',
    required: 'Required',
    yes: 'yes',
    write: 'What to write',
    also: 'Chinese header',
    file: 'template',
  },
} as const;

/** An empty table with choices, a sheet that explains each column, and one with the words to choose from. */
export async function writeTemplate(
  template: Template,
  language: Language,
): Promise<{ readonly fileName: string; readonly xlsx: string }> {
  const bytes = await composeWorkbook(bookOf(template, language));
  const fileName = `${template.title}-${words[language].file}.xlsx`;
  return { fileName, xlsx: Buffer.from(bytes).toString('base64') };
}

function bookOf({ title, columns, choices }: Template, language: Language): Book {
  const said = words[language];
  const offered = choices.filter((choice) => choice.words.length > 0);
  const nameOf = ({ names }: ImportColumn) => names[language === 'zh' ? 0 : 1];
  const otherName = ({ names }: ImportColumn) => names[language === 'zh' ? 1 : 0];
  // A star marks what must be filled in; importing passes over it.
  const header = columns.map((column) => `${nameOf(column)}${column.required ? '*' : ''}`);
  const placeOf = (key: string) => columns.findIndex((column) => column.key === key);
  const longest = Math.max(0, ...offered.map((choice) => choice.words.length));
  const lists = [
    offered.map(({ key }) => header[placeOf(key)] ?? key),
    ...Array.from({ length: longest }, (_, row) => offered.map((choice) => choice.words[row] ?? '')),
  ];
  const notes = [
    [said.column, said.required, said.write, said.also],
    ...columns.map((column) => [
      nameOf(column),
      column.required ? said.yes : '',
      column.note[language],
      otherName(column),
    ]),
    [emptyCells.name[language], '', emptyCells.note[language], ''],
  ];
  return {
    sheets: [
      {
        name: title,
        rows: [header, header.map(() => '')],
        widths: header.map((word) => Math.max(14, widthsOf([[word]])[0] ?? 0)),
        required: columns.flatMap(({ required }, place) => (required ? [place] : [])),
        isForm: true,
        choices: offered.map(({ key, words: list, isOpen }, column) => ({
          column: placeOf(key),
          from: { sheet: said.lists, column, words: list.length },
          isOpen,
        })),
      },
      { name: said.notes, rows: notes, widths: [20, 8, 60, 22], isProse: true },
      { name: said.lists, rows: lists, widths: widthsOf(lists) },
    ],
  };
}
