import type { RouteAnswer } from '@muster/contract';
import type { listTeams } from '@muster/contract/supervision';
import { table, type Bilingual, type SheetsOf, type SheetWords } from '../platform/http/list-sheets.ts';

type Teams = RouteAnswer<typeof listTeams>;

const teams = (words: SheetWords) => words.term('team');
const without = (words: SheetWords) => words.of({ zh: `没有${words.term('team')}`, en: `No ${words.term('team')}` });
const nobodyActs: Bilingual = { zh: '没有人能办', en: 'Nobody may act' };
const names = (people: readonly string[], { of }: SheetWords) => people.join(of({ zh: '、', en: ', ' }));

/** A line for each unit of a team, and one for a team that has none yet. */
const lines = ({ teams: rows }: Teams) =>
  rows.flatMap(({ units, ...team }) => (units.length === 0 ? [null] : units).map((unit) => ({ team, unit })));

export const teamSheets: SheetsOf<typeof listTeams> = {
  name: teams,
  tables: [
    table(teams, lines, [
      [(words) => words.term('team'), ({ team }) => team.name],
      [
        { zh: '组长', en: 'Led by' },
        ({ team }, words) =>
          names(
            team.members.filter(({ isLeader }) => isLeader).map(({ name }) => name),
            words,
          ),
      ],
      [
        { zh: '组员', en: 'Members' },
        ({ team }, words) =>
          names(
            team.members.filter(({ isLeader }) => !isLeader).map(({ name }) => name),
            words,
          ),
      ],
      [(words) => words.term('unit'), ({ unit }) => unit?.name ?? null],
      [{ zh: '回避', en: 'Recused' }, ({ unit }, words) => names(unit?.recused ?? [], words) || null],
    ]),
    table(without, ({ withoutTeam }) => withoutTeam, [[(words) => words.term('unit'), ({ name }) => name]]),
    table(nobodyActs, (answer) => answer.nobodyActs, [[(words) => words.term('unit'), ({ name }) => name]]),
  ],
};
