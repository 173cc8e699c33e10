import type { RouteAnswer } from '@muster/contract';
import type { readStatistics } from '@muster/contract/rollup';
import { bandTitle } from '../campaign/index.ts';
import { table, type SheetsOf } from '../platform/http/list-sheets.ts';
import { batchWords, hourWord, verdictWords } from './sheets.ts';

type Statistics = RouteAnswer<typeof readStatistics>;

const stage = { zh: '阶段', en: 'Stage' } as const;
const week = { zh: '周（周一）', en: 'Week from Monday' } as const;

/** A sheet for each figure of the page. */
export const statisticsSheets: SheetsOf<typeof readStatistics> = {
  name: { zh: '统计', en: 'Statistics' },
  narrowed: ({ batch }, words) => batchWords(batch, words),
  tables: [
    table(
      { zh: '各阶段逐周', en: 'Stages by week' },
      ({ stages }: Statistics) => stages.flatMap(({ weeks, ...each }) => weeks.map((row) => ({ ...each, ...row }))),
      [
        [stage, ({ title }, words) => words.of(title)],
        [week, (row) => row.week],
        [{ zh: '当周进入', en: 'Entered' }, ({ opened }) => opened],
        [{ zh: '当周转出', en: 'Left' }, ({ passed }) => passed],
        [{ zh: '当周并入或撤销', en: 'Merged or closed' }, (row) => row.endedAhead + row.endedWithin + row.endedPast],
        [{ zh: '当周结束时在内', en: 'In it at its end' }, ({ within }) => within],
        [{ zh: '当周结束时已转出', en: 'Past it at its end' }, ({ past }) => past],
        [{ zh: '当周结束时共有', en: 'In all at its end' }, ({ all }) => all],
      ],
    ),
    table({ zh: '转段条件', en: 'Conditions' }, ({ conditions }: Statistics) => conditions, [
      [stage, ({ stageCode }, words) => words.title('stage', stageCode)],
      [{ zh: '条件', en: 'Condition' }, ({ title }, words) => words.of(title)],
      [verdictWords.met, ({ met }) => met],
      [verdictWords['not-met'], ({ notMet }) => notMet],
      [verdictWords.waiting, ({ waiting }) => waiting],
      [verdictWords['not-applicable'], ({ notApplicable }) => notApplicable],
      [verdictWords['not-set'], ({ notSet }) => notSet],
    ]),
    table({ zh: '满意度分档', en: 'Bands of satisfaction' }, ({ bands }: Statistics) => bands, [
      [{ zh: '满意度', en: 'Satisfaction' }, (band, words) => words.of(bandTitle(band))],
      [(words) => words.term('unit'), ({ units }) => units],
    ]),
    table(
      (words) => words.of({ zh: `${words.term('studyHour')}分布`, en: `${words.term('studyHour')}s` }),
      ({ hours }: Statistics) => hours.flatMap(({ stageCode, bands }) => bands.map((band) => ({ stageCode, ...band }))),
      [
        [stage, ({ stageCode }, words) => words.title('stage', stageCode)],
        [
          (words) =>
            words.of({ zh: `已有${words.term('studyHour')}`, en: `${words.term('studyHour')}s, of what is asked` }),
          ({ band }, words) => hourWord(band, words),
        ],
        [(words) => words.term('member'), ({ members }) => members],
      ],
    ),
    table({ zh: '逐周考勤', en: 'Attendance by week' }, ({ attendance }: Statistics) => attendance, [
      [week, (row) => row.week],
      [{ zh: '到会（人次）', en: 'Present' }, ({ present }) => present],
      [{ zh: '缺席（人次）', en: 'Absent' }, ({ absent }) => absent],
    ]),
    table({ zh: '逐周到期', en: 'Due by week' }, ({ owed }: Statistics) => owed, [
      [week, (row) => row.week],
      [{ zh: '应办', en: 'Asked' }, ({ asked }) => asked],
      [{ zh: '已办或待审', en: 'Done or to be checked' }, ({ asked, overdue, coming }) => asked - overdue - coming],
      [{ zh: '逾期', en: 'Overdue' }, ({ overdue }) => overdue],
      [{ zh: '尚未到期', en: 'Still to come' }, ({ coming }) => coming],
    ]),
  ],
};
