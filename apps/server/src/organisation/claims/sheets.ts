import type { listCounted } from '@muster/contract/organisation';
import { table, type SheetsOf } from '../../platform/http/list-sheets.ts';

const kinds = { unit: 'unit', committee: 'committee', general_branch: 'generalBranch', branch: 'branch' } as const;
const counted = { zh: '数到的', en: 'Counted' } as const;

/** As many lines as the figure says. */
export const countedSheets: SheetsOf<typeof listCounted> = {
  name: counted,
  tables: [
    table(counted, ({ rows }) => rows, [
      [{ zh: '名称', en: 'Name' }, ({ name }) => name],
      [
        { zh: '种类', en: 'Kind' },
        ({ kind }, words) => (kind === 'person' ? words.of({ zh: '人员', en: 'Person' }) : words.term(kinds[kind])),
      ],
      [{ zh: '编码', en: 'Code' }, ({ code }) => code],
      [{ zh: '类别', en: 'Class' }, ({ classCode }, words) => classCode && words.title('class', classCode)],
      [{ zh: '所在', en: 'Within' }, ({ within }) => within],
    ]),
  ],
};
