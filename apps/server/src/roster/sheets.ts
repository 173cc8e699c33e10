import type { RouteAnswer } from '@muster/contract';
import type { listLeftBehind, listMembers, listRepresentativeGaps, listTransfers } from '@muster/contract/roster';
import { table, type Bilingual, type SheetsOf, type SheetWords } from '../platform/http/list-sheets.ts';

type Member = RouteAnswer<typeof listMembers>['members'][number];
type LeftBehind = RouteAnswer<typeof listLeftBehind>['members'][number];
type Transfer = RouteAnswer<typeof listTransfers>['transfers'][number];
type Gaps = RouteAnswer<typeof listRepresentativeGaps>['units'][number]['origins'][number];

const standings: Readonly<Record<Member['standing'], Bilingual>> = {
  full: { zh: '正式', en: 'Full' },
  probationary: { zh: '预备', en: 'Probationary' },
  applicant: { zh: '申请人', en: 'Applicant' },
};

const head = {
  members: { zh: '名册', en: 'Roster' },
  name: { zh: '姓名', en: 'Name' },
  code: { zh: '编码', en: 'Code' },
  born: { zh: '出生年份', en: 'Year of birth' },
  standing: { zh: '身份', en: 'Standing' },
  categories: { zh: '类别', en: 'Categories' },
  since: { zh: '从何时起', en: 'Since' },
} as const;

const categoriesOf = ({ categories }: { readonly categories: readonly string[] }, words: SheetWords): string =>
  categories.map((code) => words.title('category', code)).join(words.of({ zh: '、', en: ', ' }));

export const memberSheets: SheetsOf<typeof listMembers> = {
  name: head.members,
  tables: [
    table(head.members, ({ members }) => members, [
      [head.name, ({ name }) => name],
      [head.code, ({ code }) => code],
      [head.born, ({ bornIn }) => bornIn],
      [head.standing, ({ standing }, words) => words.of(standings[standing])],
      [head.categories, categoriesOf],
      [(words) => words.term('branch'), ({ branch }) => branch.name],
      [(words) => words.term('unit'), ({ unit }) => unit.name],
      [head.since, ({ fromOn }) => fromOn],
      [
        (words) => words.of({ zh: `本阶段${words.term('studyHour')}`, en: `${words.term('studyHour')}s, this stage` }),
        ({ minutes }, words) => words.hours(minutes),
      ],
      [{ zh: '其中集中', en: 'Of them collective' }, ({ collectiveMinutes }, words) => words.hours(collectiveMinutes)],
    ]),
  ],
  narrowed: ({ category, standing }, words) => [
    ...(category === undefined ? [] : [words.title('category', category)]),
    ...(standing === undefined ? [] : [words.of(standings[standing])]),
  ],
};

const modes: Readonly<Record<NonNullable<LeftBehind['last']>['mode'], Bilingual>> = {
  visit: { zh: '走访', en: 'Visit' },
  letter: { zh: '信函', en: 'Letter' },
  telephone: { zh: '电话', en: 'Telephone' },
  other: { zh: '其他方式', en: 'Another way' },
  lesson: { zh: '送学上门', en: 'Lesson brought home' },
  'report-in': { zh: '本人报告', en: 'Own report' },
};
const reached: Readonly<Record<NonNullable<LeftBehind['last']>['outcome'], Bilingual>> = {
  reached: { zh: '联系上了', en: 'Reached' },
  'not-reached': { zh: '没有联系上', en: 'Not reached' },
};
const leftBehind = { zh: '不掉队', en: 'Nobody left behind' } as const;
const narrowings: Readonly<Record<'all' | 'no-trace' | 'never-reached', Bilingual>> = {
  all: { zh: '全部', en: 'All' },
  'no-trace': { zh: '本阶段没有记录', en: 'No trace in this stage' },
  'never-reached': { zh: '从未联系过', en: 'Never contacted' },
};

export const leftBehindSheets: SheetsOf<typeof listLeftBehind> = {
  name: leftBehind,
  tables: [
    table(leftBehind, ({ members }) => members, [
      [head.name, ({ name }) => name],
      [head.born, ({ bornIn }) => bornIn],
      [head.standing, ({ standing }, words) => words.of(standings[standing])],
      [head.categories, categoriesOf],
      [(words) => words.term('branch'), ({ branch }) => branch.name],
      [(words) => words.term('unit'), ({ unit }) => unit.name],
      [
        { zh: '本阶段', en: 'This stage' },
        ({ stageCode, hasTrace }, words) =>
          stageCode === null
            ? null
            : words.of(hasTrace ? { zh: '有记录', en: 'On record' } : { zh: '没有记录', en: 'No record' }),
      ],
      [{ zh: '最近一次联系', en: 'Last contact' }, ({ last }) => last?.on ?? null],
      [{ zh: '方式', en: 'How' }, ({ last }, words) => last && words.of(modes[last.mode])],
      [{ zh: '结果', en: 'Outcome' }, ({ last }, words) => last && words.of(reached[last.outcome])],
      [{ zh: '在哪里', en: 'Where' }, ({ whereabouts }) => whereabouts],
      [{ zh: '联系方式', en: 'To be reached by' }, ({ reachBy }) => reachBy],
    ]),
  ],
  narrowed: ({ filter }, words) =>
    filter === 'floating' || filter === 'infirm' ? [words.title('category', filter)] : [words.of(narrowings[filter])],
};

const transfers = { zh: '转入转出', en: 'Transfers' } as const;
const directions: Readonly<Record<Transfer['direction'], Bilingual>> = {
  in: { zh: '转入', en: 'In' },
  out: { zh: '转出', en: 'Out' },
  within: { zh: '内部', en: 'Within' },
};
const outcomes: Readonly<Record<NonNullable<Transfer['outcome']> | 'open', Bilingual>> = {
  open: { zh: '在办', en: 'Open' },
  accepted: { zh: '已接收', en: 'Accepted' },
  declined: { zh: '被退回', en: 'Declined' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
};

export const transferSheets: SheetsOf<typeof listTransfers> = {
  name: transfers,
  tables: [
    table(transfers, ({ transfers: rows }) => rows, [
      [head.name, ({ person }) => person.name],
      [head.code, ({ person }) => person.code],
      [head.born, ({ person }) => person.bornIn],
      [{ zh: '方向', en: 'Direction' }, ({ direction }, words) => words.of(directions[direction])],
      [{ zh: '从', en: 'From' }, ({ from }) => from.branchName],
      [
        (words) => words.of({ zh: `原${words.term('unit')}`, en: `From ${words.term('unit')}` }),
        ({ from }) => from.unitName,
      ],
      [{ zh: '到', en: 'To' }, ({ to }) => to.branchName],
      [(words) => words.of({ zh: `新${words.term('unit')}`, en: `To ${words.term('unit')}` }), ({ to }) => to.unitName],
      [{ zh: '原因', en: 'Reason' }, ({ reason }) => reason],
      [{ zh: '提出人', en: 'Proposed by' }, ({ proposedBy }) => proposedBy],
      [{ zh: '提出时间', en: 'Proposed' }, ({ proposedAt }, words) => words.moment(proposedAt)],
      [{ zh: '进展', en: 'State' }, ({ outcome }, words) => words.of(outcomes[outcome ?? 'open'])],
      [{ zh: '办结时间', en: 'Settled' }, ({ settledAt }, words) => settledAt && words.moment(settledAt)],
      [{ zh: '办结说明', en: 'Why' }, ({ settledReason }) => settledReason],
      [{ zh: '从哪天起', en: 'Moved on' }, ({ movedOn }) => movedOn],
    ]),
  ],
  narrowed: ({ state, direction }, words) => [
    words.of(state === 'open' ? outcomes.open : { zh: '已办', en: 'Settled' }),
    ...(direction === undefined ? [] : [words.of(directions[direction])]),
  ],
};

const origins: Readonly<Record<Gaps['origin'], Bilingual>> = {
  own: { zh: '自有', en: 'Own' },
  subordinate: { zh: '下属单位', en: 'Subordinate' },
  served: { zh: '服务对象', en: 'Served' },
};
const gaps = { zh: '代表缺额', en: 'Representatives missing' } as const;

export const gapSheets: SheetsOf<typeof listRepresentativeGaps> = {
  name: gaps,
  tables: [
    table(gaps, ({ units }) => units.flatMap(({ unit, origins: of }) => of.map((each) => ({ ...each, unit }))), [
      [(words) => words.term('unit'), ({ unit }) => unit.name],
      [{ zh: '来源', en: 'Origin' }, ({ origin }, words) => words.of(origins[origin])],
      [{ zh: '应有', en: 'Wanted' }, ({ wanted }) => wanted],
      [{ zh: '现有', en: 'Have' }, ({ have }) => have],
      [{ zh: '缺', en: 'Missing' }, ({ missing }) => missing],
    ]),
  ],
};
