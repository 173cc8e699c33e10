import type { RouteAnswer } from '@muster/contract';
import type { listPools } from '@muster/contract/assessment';
import { table, type Bilingual, type SheetsOf } from '../platform/http/list-sheets.ts';

type Pools = RouteAnswer<typeof listPools>;

const together = { zh: '一起测评', en: 'Voting together' } as const;
const alone: Bilingual = { zh: '单独测评', en: 'Voting alone' };
const undone: Bilingual = { zh: '已撤销', en: 'Undone' };
const stage: Bilingual = { zh: '阶段', en: 'Stage' };

/** A line for each unit, the host of each vote first. */
const lines = ({ pools }: Pools) =>
  pools.flatMap(({ units, ...pool }, index) =>
    units.map((unit) => ({ pool, number: index + 1, unit, host: units[0] })),
  );

export const poolSheets: SheetsOf<typeof listPools> = {
  name: together,
  tables: [
    table(together, lines, [
      [{ zh: '组', en: 'Pool' }, ({ number }) => number],
      [(words) => words.term('unit'), ({ unit }) => unit.name],
      [{ zh: '主办', en: 'Host' }, ({ host }) => host?.name ?? null],
      [stage, ({ pool }, words) => words.title('stage', pool.stageCode)],
      [{ zh: '组成日期', en: 'Formed on' }, ({ pool }) => pool.formedOn],
      [{ zh: '组成人', en: 'Formed by' }, ({ pool }) => pool.formedBy],
      [
        { zh: '已测评', en: 'Has voted' },
        ({ pool }, words) => (pool.hasVoted ? words.of({ zh: '是', en: 'yes' }) : null),
      ],
    ]),
    table(undone, ({ ended }) => ended, [
      [
        (words) => words.term('unit'),
        ({ units }, words) => units.map(({ name }) => name).join(words.of({ zh: '、', en: ', ' })),
      ],
      [stage, ({ stageCode }, words) => words.title('stage', stageCode)],
      [{ zh: '组成日期', en: 'Formed on' }, ({ formedOn }) => formedOn],
      [{ zh: '组成人', en: 'Formed by' }, ({ formedBy }) => formedBy],
      [{ zh: '撤销时间', en: 'Undone at' }, ({ endedAt }, words) => words.moment(endedAt)],
      [{ zh: '撤销人', en: 'Undone by' }, ({ endedBy }) => endedBy],
      [{ zh: '原因', en: 'Why' }, ({ reason }) => reason],
    ]),
    table(alone, ({ units }) => units, [
      [(words) => words.term('unit'), ({ name }) => name],
      [stage, ({ stageCode }, words) => words.title('stage', stageCode)],
      [{ zh: '可投票人数', en: 'May vote' }, ({ voters }) => voters],
      [{ zh: '至少要有', en: 'Needed at least' }, ({ fewestVoters }) => fewestVoters],
    ]),
  ],
};
