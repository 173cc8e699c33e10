import type { RouteAnswer } from '@muster/contract';
import type { listCounted } from '@muster/contract/organisation';
import { table, type Bilingual, type SheetsOf } from '../../platform/http/list-sheets.ts';

type Row = RouteAnswer<typeof listCounted>['rows'][number];

const kinds: Readonly<Record<Row['kind'], Bilingual | null>> = {
  unit: null,
  committee: { zh: '党委', en: 'Committee' },
  general_branch: { zh: '党总支', en: 'General branch' },
  branch: null,
  person: { zh: '人员', en: 'Person' },
};
const counted = { zh: '数到的', en: 'Counted' } as const;

/** As many lines as the figure says. */
export const countedSheets: SheetsOf<typeof listCounted> = {
  name: counted,
  tables: [
    table(counted, ({ rows }) => rows, [
      [{ zh: '名称', en: 'Name' }, ({ name }) => name],
      [
        { zh: '种类', en: 'Kind' },
        ({ kind }, words) => {
          const word = kinds[kind];
          return word === null ? words.term(kind) : words.of(word);
        },
      ],
      [{ zh: '编码', en: 'Code' }, ({ code }) => code],
      [{ zh: '类别', en: 'Class' }, ({ classCode }, words) => classCode && words.title('class', classCode)],
      [{ zh: '所在', en: 'Within' }, ({ within }) => within],
    ]),
  ],
};
