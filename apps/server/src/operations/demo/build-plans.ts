import { checkDeliverable, listObligations, submitDeliverable } from '@muster/contract/obligation';
import { addDays } from '@muster/core/kernel';
import { idOf, type Officers } from './build-offices.ts';
import type { Town } from './build-town.ts';
import { instantOf } from './calendar.ts';
import type { DemoUnit } from './town.ts';

/** What became of a unit's plan: accepted at once, mended and then accepted, waiting, returned, or never handed in. */
type Course = 'accepted' | 'mended' | 'waiting' | 'returned' | 'never';

const courses: Readonly<Record<string, Course>> = { U04: 'never', U05: 'waiting', U08: 'mended', U09: 'returned' };

const planOf = ({ name }: DemoUnit): string =>
  [
    `${name}实施方案`,
    '一、领导：主要负责人为第一责任人，支部书记具体抓。',
    '二、安排：每周集中学习三次，每次两学时；第二周讨论“我们的标准”，第四周测评。',
    '三、主题实践：每名党员办一件身边的实事，记在台帐上。',
    '四、保证：考勤当天记，缺课的一周之内补。',
  ].join('\n');

/** The clerk hands in the unit's plan, and the supervision team says what it thinks of it. */
export async function buildPlan({ house, calendar, ids }: Town, offices: Officers, unit: DemoUnit): Promise<void> {
  const course = courses[unit.code] ?? 'accepted';
  const clerk = offices.units.get(unit.code)?.clerk;
  const team = offices.teams.get(unit.code);
  if (clerk === undefined || team === undefined) throw new Error(`${unit.name} lacks an office`);
  if (course === 'never') return;
  const on = (day: number, time: string) => house.clock.set(instantOf(addDays(calendar.startsOn, day), time));
  const { obligations } = await clerk.call(listObligations, { params: { organisationId: idOf(ids, unit.name) } });
  const obligationId = obligations.find(({ code }) => code === 'plan')?.id ?? '';
  const handIn = (text: string) =>
    clerk.call(submitDeliverable, { params: { obligationId }, body: { text, file: null } });
  const say = (deliverableId: string, note: string | null) =>
    team.call(checkDeliverable, {
      params: { deliverableId },
      body: { outcome: note === null ? 'accepted' : 'returned', note },
    });

  on(7, '10:20');
  const first = await handIn(
    course === 'accepted' || course === 'waiting' ? planOf(unit) : '实施方案：按上级要求认真组织学习。',
  );
  if (course === 'waiting') return;
  on(8, '15:30');
  await say(first.id, course === 'accepted' ? null : '与本单位实际结合不够，时间安排不细');
  if (course !== 'mended') return;
  on(12, '09:40');
  const second = await handIn(planOf(unit));
  on(12, '16:10');
  await say(second.id, null);
}
