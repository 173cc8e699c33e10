import { checkAgain, checkOneself, readSelfCheck } from '@muster/contract/supervision';
import { addDays } from '@muster/core/kernel';
import { idOf, type Officers } from './build-offices.ts';
import type { Town } from './build-town.ts';
import { instantOf } from './calendar.ts';
import type { DemoUnit } from './town.ts';

/** What is lacking of an item, by its code. */
type Lacking = Readonly<Record<string, string>>;

interface Looked {
  /** Days into the stage. */
  readonly on: number;
  readonly unit: Lacking;
  /** What the team found a day later; null: it has still to come. */
  readonly team: Lacking | null;
}

const looked: Readonly<Record<string, Looked>> = {
  U04: { on: 24, unit: { notes: '第三周两次学习没有笔记，正在补。' }, team: null },
  U05: {
    on: 26,
    unit: { 'signs-discussion': '讨论了一次，还没有归纳成条目。' },
    team: {
      'signs-discussion': '讨论记录只有结论，没有各人的发言。',
      'activity-records': '两次活动的记录没有记主持人和地点。',
    },
  },
};

/** Units that went through the standard by themselves, and what the team found when it went through it again. */
export async function buildSelfCheck({ house, calendar, ids }: Town, offices: Officers, unit: DemoUnit): Promise<void> {
  const visit = looked[unit.code];
  if (visit === undefined) return;
  const clerk = offices.units.get(unit.code)?.clerk;
  const team = offices.teams.get(unit.code);
  if (clerk === undefined || team === undefined) throw new Error(`${unit.name} lacks an office`);
  const params = { unitId: idOf(ids, unit.name) };
  const { items } = await clerk.call(readSelfCheck, { params });
  const said = (lacking: Lacking) => ({
    items: items.map(({ code }) => {
      const note = lacking[code] ?? null;
      return { code, answer: note === null ? ('in-order' as const) : ('lacking' as const), note };
    }),
  });
  house.clock.set(instantOf(addDays(calendar.startsOn, visit.on), '16:10'));
  const { id: checkId } = await clerk.call(checkOneself, { params, body: said(visit.unit) });
  if (visit.team === null) return;
  house.clock.set(instantOf(addDays(calendar.startsOn, visit.on + 1), '10:20'));
  await team.call(checkAgain, { params: { checkId }, body: said(visit.team) });
}
