import { answerOrder, listOwnOrders, recordFinding, verifyOrder } from '@muster/contract/supervision';
import { addDays } from '@muster/core/kernel';
import { idOf, type Officers } from './build-offices.ts';
import type { Town } from './build-town.ts';
import { instantOf } from './calendar.ts';
import type { DemoUnit } from './town.ts';

interface Visit {
  readonly found: string;
  readonly order: string;
  /** Days into the stage: when it was found, and by when it is to be put right. */
  readonly on: number;
  readonly due: number;
  /** What the unit answered, if it did, and whether the team has been back to look. */
  readonly answer: string | null;
  readonly verified: boolean;
}

const visits: Readonly<Record<string, Visit>> = {
  U04: {
    found: '第三周两次集中学习没有学习笔记，交流只有三个人发言。',
    order: '补齐第三周学习笔记，重新组织一次交流，人人发言。',
    on: 22,
    due: 36,
    answer: null,
    verified: false,
  },
  U05: {
    found: '在外务工党员没有专人联系，学习资料没有寄到。',
    order: '明确联系人，把学习资料送到每一名在外党员手上，登记回执。',
    on: 15,
    due: 25,
    answer: '四名在外党员都明确了联系人，资料已寄出，收到回执三份，第四份电话核实。',
    verified: false,
  },
  U07: {
    found: '测评不满意率超过一成：多名群众反映村务公开不及时。',
    order: '村务、财务按月公开，向群众代表当面说明，收集意见并逐条答复。',
    on: 30,
    due: 37,
    answer: null,
    verified: false,
  },
  U09: {
    found: '考勤表有代签。',
    order: '重新核对前两周考勤，代签的按缺席记，并补课。',
    on: 10,
    due: 17,
    answer: '核对出代签两人次，已按缺席改记，两人已补课。',
    verified: true,
  },
};

/** What the team found when it looked, what it ordered to be put right, and how far that is. */
export async function buildOrder({ house, calendar, ids }: Town, offices: Officers, unit: DemoUnit): Promise<void> {
  const visit = visits[unit.code];
  if (visit === undefined) return;
  const clerk = offices.units.get(unit.code)?.clerk;
  const team = offices.teams.get(unit.code);
  if (clerk === undefined || team === undefined) throw new Error(`${unit.name} lacks an office`);
  const on = (day: number, time: string) => house.clock.set(instantOf(addDays(calendar.startsOn, day), time));
  const order = { text: visit.order, dueOn: addDays(calendar.startsOn, visit.due) };
  on(visit.on, '15:10');
  await team.call(recordFinding, {
    params: { unitId: idOf(ids, unit.name) },
    body: { code: null, text: visit.found, order },
  });
  if (visit.answer === null) return;
  const { orders } = await clerk.call(listOwnOrders, {});
  const orderId = orders[0]?.id ?? '';
  on(visit.due - 1, '10:30');
  const body = { text: visit.answer, file: null };
  const { id: answerId } = await clerk.call(answerOrder, { params: { orderId }, body });
  if (!visit.verified) return;
  on(visit.due, '14:20');
  await team.call(verifyOrder, { params: { answerId }, body: { outcome: 'verified', note: '到场看了台帐，已改' } });
}
