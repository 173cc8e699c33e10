import type { RouteAnswer } from '@muster/contract';
import type { listEntries } from '@muster/contract/ledger';
import { table, type SheetColumn, type SheetsOf } from '../platform/http/list-sheets.ts';
import { kindWords } from './kind-words.ts';

type Entry = RouteAnswer<typeof listEntries>['entries'][number];

export const entryColumns: readonly SheetColumn<Entry>[] = [
  [
    { zh: '什么', en: 'What' },
    ({ kind }, words) => {
      const said = kindWords[kind];
      return said === undefined ? kind : words.of(said).replace('{{team}}', words.term('team'));
    },
  ],
  [
    { zh: '内容', en: 'About' },
    ({ summary }) => {
      const typed = ['topic', 'title', 'name', 'reason', 'text'].flatMap((key) => summary[key] ?? []);
      return typed.length === 0 ? null : typed.join('　');
    },
  ],
  [(words) => words.term('unit'), ({ unit }) => unit?.name ?? null],
  [{ zh: '发生', en: 'Occurred' }, ({ occurredAt }, words) => words.moment(occurredAt)],
  [{ zh: '记入', en: 'Recorded' }, ({ recordedAt }, words) => words.moment(recordedAt)],
  [{ zh: '谁', en: 'By' }, ({ actorName }) => actorName],
  [
    { zh: '补录', en: 'Late' },
    ({ isLate, lateReason }, words) => (isLate ? (lateReason ?? words.of({ zh: '是', en: 'yes' })) : null),
  ],
  // By which an entry is found again, and shown to be the same.
  [{ zh: '摘要', en: 'Hash' }, ({ leafHash }) => leafHash],
];

const records = { zh: '记录', en: 'Records' } as const;

export const entrySheets: SheetsOf<typeof listEntries> = {
  name: records,
  tables: [table(records, ({ entries }) => entries, entryColumns)],
};
