import type { listPresences } from '@muster/contract/study';
import { table, type SheetsOf } from '../platform/http/list-sheets.ts';

const presences = { zh: '考勤明细', en: 'Attendance' } as const;
const presenceWords = { present: { zh: '到会', en: 'Present' }, absent: { zh: '缺席', en: 'Absent' } } as const;

export const presenceSheets: SheetsOf<typeof listPresences> = {
  name: presences,
  tables: [
    table(presences, ({ rows }) => rows, [
      [{ zh: '姓名', en: 'Name' }, ({ person }) => person.name],
      [(words) => words.term('branch'), ({ branch }) => branch.name],
      [{ zh: '议题', en: 'Topic' }, ({ activity }) => activity.topic],
      [{ zh: '类型', en: 'Kind' }, ({ activity }, words) => words.title('kind', activity.kind)],
      [{ zh: '开始', en: 'From' }, ({ activity }, words) => words.moment(activity.startsAt)],
      [
        { zh: '缺席原因', en: 'Reason of absence' },
        ({ reason }, words) => (reason === null ? null : words.title('reason', reason)),
      ],
    ]),
  ],
  narrowed: ({ week, presence }, words) => [
    words.of(presenceWords[presence]),
    ...(week === undefined ? [] : [words.of({ zh: `${week} 起的一周`, en: `the week from ${week}` })]),
  ],
};
