import type {
  listOutstanding,
  listStagesBeneath,
  listStandings,
  listUnitsIn,
  readOverview,
} from '@muster/contract/rollup';
import type { RouteAnswer, RouteInput } from '@muster/contract';
import { hourBands, type HourBand } from '@muster/core/study';
import { bandTitle } from '../campaign/index.ts';
import { howFar, kindWords } from '../obligation/index.ts';
import { table, type SheetColumn, type SheetsOf, type SheetWords } from '../platform/http/list-sheets.ts';

type Standing = RouteAnswer<typeof listStandings>['rows'][number];

const unit = <Row extends { readonly unit: { readonly name: string } }>(): SheetColumn<Row> => [
  (words) => words.term('unit'),
  ({ unit: { name } }) => name,
];

export const verdictWords = {
  met: { zh: '达到', en: 'Met' },
  'not-met': { zh: '未达到', en: 'Not met' },
  waiting: { zh: '待定', en: 'Waiting' },
  'not-applicable': { zh: '不适用', en: 'Does not apply' },
  'not-set': { zh: '标准未设定', en: 'Standard not set' },
} as const satisfies Record<Standing['verdict'], unknown>;

const head = {
  standings: { zh: '达到情况', en: 'Who meets it' },
  state: { zh: '情况', en: 'State' },
  now: { zh: '现有', en: 'Now' },
  of: { zh: '基数', en: 'Of' },
  asOf: { zh: '截至', en: 'As of' },
  stage: { zh: '阶段', en: 'Stage' },
} as const;

export const standingSheets: SheetsOf<typeof listStandings> = {
  name: head.standings,
  tables: [
    table(head.standings, ({ rows }) => rows, [
      unit(),
      [head.state, ({ verdict }, words) => words.of(verdictWords[verdict])],
      [head.now, ({ num }) => num],
      [head.of, ({ den }) => den],
      [head.asOf, ({ asOf }, words) => words.moment(asOf)],
    ]),
  ],
  narrowed: ({ stage, condition, verdict, batch }, words) => [
    words.title('stage', stage),
    words.title('condition', condition),
    ...(verdict === undefined ? [] : [words.of(verdictWords[verdict])]),
    ...batchWords(batch, words),
  ],
};

const stateWords = {
  ahead: { zh: '未开始', en: 'Not begun' },
  open: { zh: '进行中', en: 'In it' },
  closed: { zh: '已转出', en: 'Past it' },
} as const;

export function batchWords(batch: number | undefined, words: SheetWords): readonly string[] {
  return batch === undefined ? [] : [words.of({ zh: `第 ${batch} 批`, en: `Batch ${batch}` })];
}

function weekWords(week: string, words: SheetWords): string {
  return words.of({ zh: `${week} 起的一周`, en: `the week from ${week}` });
}

type UnitCount = RouteInput<typeof listUnitsIn>['query']['of'];

function countWords(of: UnitCount, value: string, words: SheetWords): string {
  if (of === 'opened') return words.of({ zh: `${value} 起的一周进入`, en: `Entered in the week from ${value}` });
  if (of === 'within')
    return words.of({ zh: `${value} 起的一周末仍在本阶段`, en: `In it at the end of the week from ${value}` });
  if (of === 'past')
    return words.of({ zh: `${value} 起的一周末已转出`, en: `Past it at the end of the week from ${value}` });
  if (of === 'ended')
    return words.of({ zh: `${value} 起的一周并入或撤销`, en: `Merged or closed in the week from ${value}` });
  if (of === 'all')
    return words.of({ zh: `${value} 起的一周末共有`, en: `There at the end of the week from ${value}` });
  if (of === 'passed') return words.of({ zh: `${value} 起的一周转出`, en: `Left in the week from ${value}` });
  if (of === 'hours') return isBand(value) ? hourWord(value, words) : value;
  if (of === 'stage') return value in stateWords ? words.of(stateWords[value as keyof typeof stateWords]) : value;
  const band = words.title('band', value);
  return words.of({ zh: `满意度 ${band}`, en: `Satisfaction ${band}` });
}

/** How far somebody is with what a stage asks for. */
export function hourWord(band: HourBand, words: SheetWords): string {
  if (band !== 'none') return words.of(hourWords[band]);
  const hours = words.term('studyHour');
  return words.of({ zh: `还没有${hours}`, en: `No ${hours.toLowerCase()}s yet` });
}

const isBand = (value: string): value is HourBand => hourBands.some((band) => band === value);

const hourWords: Readonly<Record<Exclude<HourBand, 'none'>, { readonly zh: string; readonly en: string }>> = {
  'under-third': { zh: '不足三分之一', en: 'Under a third' },
  'under-two-thirds': { zh: '三分之一至不足三分之二', en: 'A third to under two thirds' },
  'under-all': { zh: '三分之二至不足全部', en: 'Two thirds to under all' },
  all: { zh: '学满', en: 'All of them' },
};

const units = { zh: '名单', en: 'Units' } as const;

type UnitIn = RouteAnswer<typeof listUnitsIn>['rows'][number];

const jointly = { zh: '合起来计票', en: 'Counted together' } as const;

/** What beside the unit was counted: votes of a band, members of a band of hours, of others nothing. */
const countedBeside: Partial<Record<UnitCount, readonly SheetColumn<UnitIn>[]>> = {
  band: [
    [{ zh: '满意和基本满意', en: 'Satisfied or basically' }, ({ num }) => num],
    [{ zh: '有效票', en: 'Valid' }, ({ den }) => den],
    [{ zh: '合并测评', en: 'Joint vote' }, ({ isPooled }, words) => (isPooled ? words.of(jointly) : null)],
  ],
  hours: [[(words) => words.term('member'), ({ num }) => num]],
};

export const unitSheets: SheetsOf<typeof listUnitsIn> = {
  name: units,
  tables: ({ of }) => [
    table(units, ({ rows }) => rows, [
      unit(),
      ...(countedBeside[of] ?? []),
      [head.asOf, ({ asOf }, words) => words.moment(asOf)],
    ]),
  ],
  narrowed: ({ stage, of, value, batch }, words) => [
    ...(stage === undefined ? [] : [words.title('stage', stage)]),
    countWords(of, value, words),
    ...batchWords(batch, words),
  ],
};

const outstanding = { zh: '应办事项', en: 'What is asked' } as const;
const overdueOnes = { zh: '逾期和快到期的', en: 'Overdue and soon due' } as const;
const whenWords = {
  overdue: { zh: '逾期未办', en: 'Overdue' },
  week: { zh: '七天内到期', en: 'Due within 7 days' },
  coming: { zh: '尚未到期', en: 'Still to come' },
  asked: { zh: '到期应办', en: 'Due' },
  done: { zh: '已办或待审', en: 'Done or to be checked' },
  exempt: { zh: '准予免办', en: 'Let off' },
} as const;

type Outstanding = RouteAnswer<typeof listOutstanding>['rows'][number];

export const outstandingSheets: SheetsOf<typeof listOutstanding> = {
  name: outstanding,
  tables: [
    table(outstanding, ({ rows }) => rows, [
      [{ zh: '事项', en: 'What' }, ({ title }, words) => words.of(title)],
      [{ zh: '类别', en: 'Kind' }, ({ kind }, words) => words.of(kindWords[kind])],
      [head.stage, ({ stageCode }, words) => words.title('stage', stageCode)],
      unit<Outstanding>(),
      [(words) => words.term('branch'), ({ branch }) => branch?.name ?? null],
      [{ zh: '本人', en: 'Person' }, ({ person }) => person?.name ?? null],
      [{ zh: '期限', en: 'Due' }, ({ dueOn }) => dueOn],
      [{ zh: '原定期限', en: 'First due' }, ({ firstDueOn }) => firstDueOn],
      howFar.standing,
      howFar.doneOn,
      howFar.late,
    ]),
  ],
  narrowed: ({ when, week, kind, batch }, words) => [
    ...batchWords(batch, words),
    words.of(whenWords[when]),
    ...(week === undefined ? [] : [weekWords(week, words)]),
    ...(kind === undefined ? [] : [words.of(kindWords[kind])]),
  ],
};

type Beneath = RouteAnswer<typeof listStagesBeneath>;

const beneath = { zh: '下一级的进展', en: 'Progress beneath' } as const;

/** A line for each node and stage, so that it can be sorted and filtered; what stands for the node alone is repeated. */
export const beneathSheets: SheetsOf<typeof listStagesBeneath> = {
  narrowed: ({ batch }, words) => batchWords(batch, words),
  name: beneath,
  tables: [
    table(
      beneath,
      ({ rows, stages }: Beneath) =>
        rows.flatMap((row) =>
          row.stages.map((stage) => ({ ...row, stage, title: stages.find(({ code }) => code === stage.code)?.title })),
        ),
      [
        [{ zh: '下一级', en: 'Place' }, ({ organisation }) => organisation.name],
        [(words) => words.term('member'), ({ members }) => members],
        [head.stage, ({ stage, title }, words) => (title === undefined ? stage.code : words.of(title))],
        [stateWords.ahead, ({ stage }) => stage.ahead],
        [stateWords.open, ({ stage }) => stage.open],
        [stateWords.closed, ({ stage }) => stage.closed],
        [{ zh: '条件未齐（项次）', en: 'Conditions lacking' }, ({ stage }) => stage.lacking],
        [{ zh: '逾期（全部）', en: 'Overdue (in all)' }, ({ overdue }) => overdue],
      ],
    ),
  ],
};

type Overview = RouteAnswer<typeof readOverview>;

function countedWords(what: keyof Overview['figures'], words: SheetWords): string {
  if (what === 'units') return words.term('unit');
  if (what === 'branches') return words.term('branch');
  if (what === 'members') return words.term('member');
  return words.of(
    {
      floating: { zh: '其中流动', en: 'Away from home' },
      activities: { zh: '已记录的活动', en: 'Activities recorded' },
      elsewhere: { zh: '参加的活动，计入别处', en: 'Took part in, counted elsewhere' },
      attendances: { zh: '到会（人次）', en: 'Attendances' },
      absences: { zh: '缺席（人次）', en: 'Absences' },
    }[what],
  );
}

export const overviewSheets: SheetsOf<typeof readOverview> = {
  narrowed: ({ batch }, words) => batchWords(batch, words),
  name: { zh: '总览', en: 'Overview' },
  tables: [
    table({ zh: '转段条件', en: 'Conditions' }, ({ conditions }: Overview) => conditions, [
      [head.stage, ({ stageCode }, words) => words.title('stage', stageCode)],
      [{ zh: '条件', en: 'Condition' }, ({ title }, words) => words.of(title)],
      [
        { zh: '硬条件', en: 'Hard' },
        ({ isHard }, words) => words.of(isHard ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' }),
      ],
      [verdictWords.met, ({ met }) => met],
      [verdictWords['not-met'], ({ notMet }) => notMet],
      [verdictWords.waiting, ({ waiting }) => waiting],
      [verdictWords['not-applicable'], ({ notApplicable }) => notApplicable],
      [verdictWords['not-set'], ({ notSet }) => notSet],
    ]),
    table({ zh: '数量', en: 'Counts' }, ({ figures }: Overview) => Object.entries(figures), [
      [{ zh: '什么', en: 'What' }, ([what], words) => countedWords(what as keyof Overview['figures'], words)],
      [{ zh: '数', en: 'Count' }, ([, count]) => count],
    ]),
    table({ zh: '阶段', en: 'Stages' }, ({ stages }: Overview) => stages, [
      [head.stage, ({ title }, words) => words.of(title)],
      [{ zh: '开始', en: 'From' }, ({ fromOn }) => fromOn],
      [{ zh: '结束', en: 'To' }, ({ toOn, closedOn }) => closedOn ?? toOn],
      [stateWords.ahead, ({ ahead }) => ahead],
      [stateWords.open, ({ open }) => open],
      [stateWords.closed, ({ closed }) => closed],
    ]),
    table({ zh: '满意度分档', en: 'Bands of satisfaction' }, ({ bands }: Overview) => bands, [
      [{ zh: '满意度', en: 'Satisfaction' }, (band, words) => words.of(bandTitle(band))],
      [(words) => words.term('unit'), ({ units: many }) => many],
    ]),
    table(overdueOnes, ({ owed }: Overview) => owed, [
      [{ zh: '类别', en: 'Kind' }, ({ kind }, words) => words.of(kindWords[kind])],
      [{ zh: '到期应办', en: 'Due by today' }, ({ asked }) => asked],
      [whenWords.overdue, ({ overdue }) => overdue],
      [whenWords.week, ({ week }) => week],
      [{ zh: '准予免办', en: 'Let off' }, ({ exempt }) => exempt],
    ]),
  ],
};
