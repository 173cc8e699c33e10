import type { listReading } from '@muster/contract/study';
import { table, type SheetsOf } from '../../platform/http/list-sheets.ts';

const reading = { zh: '必读篇目', en: 'Required reading' } as const;

export const readingSheets: SheetsOf<typeof listReading> = {
  name: reading,
  tables: [
    table(reading, ({ rows }) => rows, [
      [(words) => words.term('branch'), ({ branch }) => branch.name],
      [(words) => words.term('unit'), ({ unit }) => unit.name],
      [{ zh: '要读的篇目', en: 'To be read' }, ({ required }) => required],
      [{ zh: '人数', en: 'People' }, ({ members }) => members],
      // Of a stage that asks for nothing there is no figure, as on the page.
      [{ zh: '已开始', en: 'Begun' }, ({ required, begun }) => (required === 0 ? null : begun)],
      [
        { zh: '没有开始', en: 'Not begun' },
        ({ required, members, begun }) => (required === 0 ? null : members - begun),
      ],
      [{ zh: '全部读完', en: 'Read all' }, ({ required, through }) => (required === 0 ? null : through)],
    ]),
  ],
};
