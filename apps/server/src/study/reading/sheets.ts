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
      [{ zh: '已开始', en: 'Begun' }, ({ begun }) => begun],
      [{ zh: '没有开始', en: 'Not begun' }, ({ members, begun }) => members - begun],
      [{ zh: '全部读完', en: 'Read all' }, ({ through }) => through],
    ]),
  ],
};
