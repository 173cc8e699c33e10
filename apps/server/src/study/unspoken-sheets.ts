import type { listUnspoken } from '@muster/contract/study';
import { table, type SheetsOf } from '../platform/http/list-sheets.ts';
import { stageSaid } from './lacking/stage-said.ts';

const unspoken = { zh: '还没有自己讲的', en: 'Have not spoken' } as const;

export const unspokenSheets: SheetsOf<typeof listUnspoken> = {
  name: unspoken,
  tables: [
    table(unspoken, ({ rows, isOpen }) => rows.map((row) => ({ ...row, isOpen })), [
      [{ zh: '姓名', en: 'Name' }, ({ person }) => person.name],
      [(words) => words.term('branch'), ({ branch }) => branch.name],
      [(words) => words.term('unit'), ({ unit }) => unit.name],
      [stageSaid.head, ({ isOpen }, words) => words.of(stageSaid[isOpen ? 'open' : 'over'])],
    ]),
  ],
};
