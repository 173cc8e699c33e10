import type { RouteAnswer } from '@muster/contract';
import type { listObligations, listOwed, readToDo } from '@muster/contract/obligation';
import type { ObligationKind } from '@muster/core/obligation';
import {
  table,
  type Bilingual,
  type ListTable,
  type SheetColumn,
  type SheetsOf,
  type SheetWords,
} from '../platform/http/list-sheets.ts';

export const kindWords: Readonly<Record<ObligationKind, Bilingual>> = {
  deliverable: { zh: '材料', en: 'Paper' },
  'make-up': { zh: '补课', en: 'Make-up' },
  lecture: { zh: '讲课', en: 'Lecture' },
  reading: { zh: '必读', en: 'Reading' },
  note: { zh: '笔记', en: 'Notes' },
  order: { zh: '整改', en: 'Correction' },
  report: { zh: '报告', en: 'Report' },
  'self-check': { zh: '自查', en: 'Self-check' },
};

type Filter = NonNullable<Parameters<NonNullable<SheetsOf<typeof listObligations>['narrowed']>>[0]['state']>;

const states: Readonly<Record<Filter, Bilingual>> = {
  open: { zh: '未交', en: 'Not handed in' },
  waiting: { zh: '待审', en: 'To be checked' },
  returned: { zh: '退回', en: 'Returned' },
  accepted: { zh: '通过', en: 'Accepted' },
  overdue: { zh: '逾期', en: 'Overdue' },
  late: { zh: '迟交', en: 'Late' },
};

const head = {
  title: { zh: '应交材料', en: 'What is owed' },
  toDo: { zh: '待办', en: 'To do' },
  what: { zh: '要办的事', en: 'To do' },
  kind: { zh: '类别', en: 'Kind' },
  stage: { zh: '阶段', en: 'Stage' },
  due: { zh: '期限', en: 'Due' },
  firstDue: { zh: '原定期限', en: 'First due' },
  state: { zh: '办理情况', en: 'How far' },
  late: { zh: '过期才办', en: 'Late' },
} as const;

const yes = (is: boolean, words: SheetWords): string | null => (is ? words.of({ zh: '是', en: 'yes' }) : null);

export const obligationSheets: SheetsOf<typeof listObligations> = {
  name: head.title,
  tables: [
    table(head.title, ({ obligations }) => obligations, [
      [{ zh: '材料', en: 'Owed' }, ({ title }, words) => words.of(title)],
      [(words) => words.term('unit'), ({ unit }) => unit.name],
      [head.stage, ({ stageCode, campaignId }, words) => words.title('stage', stageCode, campaignId)],
      [head.due, ({ dueOn }) => dueOn],
      [head.firstDue, ({ firstDueOn }) => firstDueOn],
      [
        head.state,
        ({ state, isOverdue, letOff }, words) =>
          words.of(letOff === null ? states[isOverdue ? 'overdue' : state] : standings.exempt),
      ],
      [{ zh: '免办理由', en: 'Let off because' }, ({ letOff }) => letOff],
      [{ zh: '交来时间', en: 'Handed in' }, ({ submittedAt }, words) => submittedAt && words.moment(submittedAt)],
      [head.late, ({ isLate }, words) => yes(isLate, words)],
      [{ zh: '稿数', en: 'Versions' }, ({ versions }) => versions],
    ]),
  ],
  narrowed: ({ state }, words) => (state === undefined ? [] : [words.of(states[state])]),
};

type ToDo = RouteAnswer<typeof readToDo>;
type State = Parameters<NonNullable<SheetsOf<typeof readToDo>['narrowed']>>[0]['state'];

const standings: Readonly<Record<State, Bilingual>> = {
  due: { zh: '要办', en: 'To do' },
  open: { zh: '未到期', en: 'Not yet due' },
  overdue: { zh: '逾期', en: 'Overdue' },
  waiting: { zh: '待审', en: 'To be checked' },
  discharged: { zh: '已办', en: 'Done' },
  exempt: { zh: '免办', en: 'Exempt' },
  cancelled: { zh: '不再要求', en: 'No longer asked' },
  late: { zh: '迟办', en: 'Done late' },
  all: { zh: '全部', en: 'All' },
};

type HowFar = Pick<ToDo['owed'][number], 'standing' | 'dischargedOn' | 'isLate'>;

/** How far something owed is, as columns. */
export const howFar = {
  standing: [head.state, ({ standing }, words) => words.of(standings[standing])],
  doneOn: [{ zh: '办结', en: 'Done on' }, ({ dischargedOn }) => dischargedOn],
  late: [head.late, ({ isLate }, words) => yes(isLate, words)],
} as const satisfies Readonly<Record<string, SheetColumn<HowFar>>>;

const owed: ListTable<ToDo> = table(head.toDo, ({ owed: rows }) => rows, [
  [head.what, ({ title }, words) => words.of(title)],
  [head.kind, ({ kind }, words) => words.of(kindWords[kind])],
  [head.stage, ({ stageCode, campaignId }, words) => words.title('stage', stageCode, campaignId)],
  [(words) => words.term('unit'), ({ unit }) => unit?.name ?? null],
  [(words) => words.term('branch'), ({ branch }) => branch?.name ?? null],
  [{ zh: '本人', en: 'Person' }, ({ person }) => person?.name ?? null],
  [head.due, ({ dueOn }) => dueOn],
  [head.firstDue, ({ firstDueOn }) => firstDueOn],
  howFar.standing,
  [{ zh: '要求篇数', en: 'How many asked' }, ({ asked }) => asked?.number ?? null],
  [{ zh: '已交篇数', en: 'Handed in' }, ({ asked }) => asked?.done ?? null],
  howFar.doneOn,
  howFar.late,
]);

const narrowed: SheetsOf<typeof readToDo>['narrowed'] = ({ state, kind }, words) => [
  words.of(standings[state]),
  ...(kind === undefined ? [] : [words.of(kindWords[kind])]),
];

export const toDoSheets: SheetsOf<typeof readToDo> = { name: head.toDo, tables: [owed], narrowed };
export const owedSheets: SheetsOf<typeof listOwed> = { name: head.toDo, tables: [owed], narrowed };
