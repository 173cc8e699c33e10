import type { RouteAnswer } from '@muster/contract';
import type { listCoverage, listDateRequests } from '@muster/contract/campaign';
import { table, type Bilingual, type SheetsOf, type SheetWords } from '../platform/http/list-sheets.ts';

type Covered = RouteAnswer<typeof listCoverage>['units'][number];

const states: Readonly<Record<Covered['state'], Bilingual>> = {
  'taking-part': { zh: '已参加', en: 'Takes part' },
  'to-take': { zh: '开批时参加', en: 'Will take part when it opens' },
  'without-member': { zh: '还没有人', en: 'Nobody yet' },
  uncovered: { zh: '没有归属', en: 'In no batch' },
  doubly: { zh: '重复归属', en: 'In two batches' },
};
const batch = (number: number, { of }: SheetWords) => of({ zh: `第 ${number} 批`, en: `Batch ${number}` });

const coverage = { zh: '覆盖情况', en: 'Coverage' } as const;

export const coverageSheets: SheetsOf<typeof listCoverage> = {
  name: coverage,
  tables: [
    table(coverage, ({ units }) => units, [
      [(words) => words.term('unit'), ({ name }) => name],
      [{ zh: '类别', en: 'Class' }, ({ unitClass }, words) => unitClass && words.of(unitClass.title)],
      [{ zh: '情况', en: 'State' }, ({ state }, words) => words.of(states[state])],
      [{ zh: '批次', en: 'Batch' }, ({ batchNumber }) => batchNumber],
      [{ zh: '没有赶上的批次', en: 'Missed when it opened' }, ({ missedBy }) => missedBy],
      [
        { zh: '依据', en: 'By which rules' },
        ({ claims }, words) =>
          claims
            .map(({ batchNumber, node, unitClass }) =>
              [batch(batchNumber, words), node, unitClass && words.of(unitClass.title)].filter(Boolean).join(' '),
            )
            .join(words.of({ zh: '；', en: '; ' })),
      ],
    ]),
  ],
  narrowed: ({ state }, words) => (state === undefined ? [] : [words.of(states[state])]),
};

type Requests = RouteAnswer<typeof listDateRequests>;

/** A line for each stage that is to have other dates. */
const lines = ({ requests }: Requests) =>
  requests.flatMap(({ stages, ...request }) => stages.map((stage) => ({ ...request, stage })));

const requests = { zh: '日期申请', en: 'Requests for other dates' } as const;

export const dateRequestSheets: SheetsOf<typeof listDateRequests> = {
  name: requests,
  tables: [
    table(requests, lines, [
      [(words) => words.term('unit'), ({ unit }) => unit.name],
      [{ zh: '阶段', en: 'Stage' }, ({ stage, campaignId }, words) => words.title('stage', stage.code, campaignId)],
      [{ zh: '现在开始', en: 'Starts now' }, ({ stage }) => stage.now?.startsOn ?? null],
      [{ zh: '现在结束', en: 'Ends now' }, ({ stage }) => stage.now?.endsOn ?? null],
      [{ zh: '申请开始', en: 'Start asked for' }, ({ stage }) => stage.startsOn],
      [{ zh: '申请结束', en: 'End asked for' }, ({ stage }) => stage.endsOn],
      [{ zh: '理由', en: 'Reason' }, ({ reason }) => reason],
      [{ zh: '申请人', en: 'Asked by' }, ({ askedBy }) => askedBy],
      [{ zh: '申请时间', en: 'Asked at' }, ({ askedAt }, words) => words.moment(askedAt)],
    ]),
  ],
};
