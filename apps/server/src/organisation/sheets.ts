import type { RouteAnswer } from '@muster/contract';
import type { listRemedies } from '@muster/contract/organisation';
import { table, type Bilingual, type SheetsOf } from '../platform/http/list-sheets.ts';

type Row = RouteAnswer<typeof listRemedies>['rows'][number];

const states: Readonly<Record<Row['state'], Bilingual>> = {
  weak: { zh: '软弱涣散', en: 'Weak' },
  paralysed: { zh: '瘫痪', en: 'Paralysed' },
  empty: { zh: '空壳', en: 'Empty' },
};
const remedies = { zh: '需要整顿的组织', en: 'Organisations to be put right' } as const;

export const remedySheets: SheetsOf<typeof listRemedies> = {
  name: remedies,
  tables: [
    table(remedies, ({ rows }) => rows, [
      [{ zh: '名称', en: 'Name' }, ({ organisation }) => organisation.name],
      [{ zh: '上级', en: 'Above' }, ({ organisation }) => organisation.above],
      [{ zh: '状况', en: 'State' }, ({ state }, words) => words.of(states[state])],
      [{ zh: '问题', en: 'Finding' }, ({ remedy }) => remedy?.finding ?? null],
      [{ zh: '整顿措施', en: 'Remedy' }, ({ remedy }) => remedy?.remedy ?? null],
      [{ zh: '责任人', en: 'Responsible' }, ({ remedy }) => remedy?.responsible ?? null],
      [{ zh: '期限', en: 'Due' }, ({ remedy }) => remedy?.dueOn ?? null],
      [{ zh: '逾期', en: 'Overdue' }, ({ isOverdue }, words) => (isOverdue ? words.of({ zh: '是', en: 'yes' }) : null)],
    ]),
  ],
};
