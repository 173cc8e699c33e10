import type { listUnread } from '@muster/contract/study';
import { table, type SheetsOf } from '../../platform/http/list-sheets.ts';
import { stageSaid } from './stage-said.ts';

const unread = { zh: '必读还没读完的', en: 'Have not read everything' } as const;

export const unreadSheets: SheetsOf<typeof listUnread> = {
  name: unread,
  tables: [
    table(unread, ({ rows, isOpen }) => rows.map((row) => ({ ...row, isOpen })), [
      [{ zh: '姓名', en: 'Name' }, ({ person }) => person.name],
      [(words) => words.term('branch'), ({ branch }) => branch.name],
      [(words) => words.term('unit'), ({ unit }) => unit.name],
      [{ zh: '没读的项数', en: 'Not read' }, (row) => row.unread],
      [{ zh: '要读的项数', en: 'To be read' }, ({ required }) => required],
      [stageSaid.head, ({ isOpen }, words) => words.of(stageSaid[isOpen ? 'open' : 'over'])],
    ]),
  ],
};
