import type { RouteInput } from '@muster/contract';
import type { listActivities, listMobilisation, listQuietBranches } from '@muster/contract/study';
import type { Level, MobilisedState } from '@muster/core/study';
import { table, type Bilingual, type SheetsOf } from '../platform/http/list-sheets.ts';

const activities = { zh: '活动与考勤', en: 'Activities' } as const;

type Which = NonNullable<RouteInput<typeof listActivities>['query']['which']>;
const whichWords: Readonly<Record<Which, Bilingual>> = {
  held: { zh: '计入本处', en: 'Counted here' },
  elsewhere: { zh: '计入别处', en: 'Counted elsewhere' },
  voided: { zh: '已作废', en: 'Voided' },
};

export const activitySheets: SheetsOf<typeof listActivities> = {
  name: activities,
  narrowed: ({ which, kind }, words) => [
    ...(which === undefined ? [] : [words.of(whichWords[which])]),
    ...(kind === undefined ? [] : [words.title('kind', kind)]),
  ],
  tables: [
    table(activities, ({ activities: rows }) => rows, [
      [{ zh: '议题', en: 'Topic' }, ({ topic }) => topic],
      [{ zh: '类型', en: 'Kind' }, ({ kind, campaignId }, words) => words.title('kind', kind, campaignId)],
      [(words) => words.term('branch'), ({ branch }) => branch.name],
      [{ zh: '计入', en: 'Counted at' }, ({ unit }) => unit.name],
      [{ zh: '开始', en: 'From' }, ({ startsAt }, words) => words.moment(startsAt)],
      [{ zh: '结束', en: 'To' }, ({ endsAt }, words) => words.moment(endsAt)],
      [{ zh: '地点', en: 'Place' }, ({ place }) => place],
      [{ zh: '实到', en: 'Present' }, ({ present }) => present],
      [{ zh: '应到', en: 'Due' }, ({ onRoll }) => onRoll],
      [{ zh: '每人分钟', en: 'Minutes each' }, ({ minutes, voided }) => (voided === null ? minutes : 0)],
      [{ zh: '记录人', en: 'Recorded by' }, ({ recordedBy }) => recordedBy],
      [{ zh: '记入时间', en: 'Recorded' }, ({ recordedAt }, words) => words.moment(recordedAt)],
      [
        { zh: '补录', en: 'Late' },
        ({ isLate, lateReason }, words) => (isLate ? (lateReason ?? words.of({ zh: '是', en: 'yes' })) : null),
      ],
      [{ zh: '作废', en: 'Voided' }, ({ voided }) => voided?.reason ?? null],
    ]),
  ],
};

const mobilised: Readonly<Record<MobilisedState, Bilingual>> = {
  'not-held': { zh: '没有召开', en: 'Not held' },
  'without-head': { zh: '负责人未到会', en: 'Without its head' },
  'in-person': { zh: '负责人到会', en: 'With its head' },
};
const places = { zh: '地区', en: 'Places' } as const;
const levelTerms = { unit: 'unit', branch: 'branch' } as const satisfies Readonly<
  Record<Exclude<Level, 'place'>, string>
>;
const mobilisation = { zh: '层层动员', en: 'Mobilisation' } as const;

export const mobilisationSheets: SheetsOf<typeof listMobilisation> = {
  name: mobilisation,
  tables: [
    table(mobilisation, ({ rows, kind, campaignId }) => rows.map((row) => ({ ...row, kind, campaignId })), [
      [{ zh: '名称', en: 'Name' }, ({ organisation }) => organisation.name],
      [(words) => words.term('unit'), ({ unit }) => unit.name],
      [
        { zh: '会议', en: 'Meeting' },
        ({ kind, campaignId }, words) => kind && words.title('kind', kind, campaignId ?? undefined),
      ],
      [{ zh: '情况', en: 'State' }, ({ state }, words) => words.of(mobilised[state])],
      [{ zh: '日期', en: 'Held on' }, ({ held }) => held?.on ?? null],
    ]),
  ],
  narrowed: ({ level, state }, words) => [
    level === 'place' ? words.of(places) : words.term(levelTerms[level]),
    ...(state === undefined ? [] : [words.of(mobilised[state])]),
  ],
};

const quiet = { zh: '没有活动的组织', en: 'Quiet for days' } as const;

export const quietSheets: SheetsOf<typeof listQuietBranches> = {
  name: quiet,
  tables: [
    table(quiet, ({ rows }) => rows, [
      [(words) => words.term('branch'), ({ branch }) => branch.name],
      [(words) => words.term('unit'), ({ unit }) => unit.name],
      [{ zh: '本阶段从', en: 'Stage since' }, ({ stageStartedOn }) => stageStartedOn],
      [{ zh: '最近一次活动', en: 'Last met' }, ({ last }) => last?.on ?? null],
    ]),
  ],
  narrowed: ({ days }, words) => [words.of({ zh: `${days} 天以上`, en: `${days} days or more` })],
};
