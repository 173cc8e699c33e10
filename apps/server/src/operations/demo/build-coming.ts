import { callOffPlan, planActivity, recordSheet } from '@muster/contract/study';
import { addDays } from '@muster/core/kernel';
import { idOf, type Officers } from './build-offices.ts';
import type { Town } from './build-town.ts';
import { instantOf, nextOrdinaryStart } from './calendar.ts';
import type { Visitor } from '../visitor.ts';

const twoHours = 7_200_000;

/** The school's last meeting is one of both its branches: planned by the clerk, and recorded by each secretary. */
export class JointMeeting {
  #planId: string | null = null;

  async record(
    { ids }: Town,
    { units }: Officers,
    by: Visitor,
    meeting: {
      readonly branch: string;
      readonly plan: { kind: string; topic: string; place: string; startsAt: string; endsAt: string };
      readonly absences: { personId: string; reason: string }[];
      /** Moves the clock to before it began, and back. */
      readonly ahead: (work: () => Promise<void>) => Promise<void>;
    },
  ): Promise<void> {
    const branchId = idOf(ids, meeting.branch);
    const clerk = units.get('U02')?.clerk;
    if (clerk === undefined) throw new Error('the school has no clerk');
    await meeting.ahead(async () => {
      if (this.#planId !== null) return;
      const withBranches = ['中心小学第一党支部', '中心小学第二党支部']
        .map((name) => idOf(ids, name))
        .filter((id) => id !== branchId);
      const body = { ...meeting.plan, withBranches };
      this.#planId = (await clerk.call(planActivity, { params: { branchId }, body })).id;
    });
    const params = { planId: this.#planId ?? '', branchId };
    await by.call(recordSheet, { params, body: { absences: meeting.absences } });
  }
}

/** What is coming when the demo first starts: one that members sign in to next, one in the evening, one that was called off. */
export async function buildComing({ house, ids, calendar, now }: Town, { secretaries }: Officers): Promise<void> {
  const secretary = secretaries.get('B02');
  const other = secretaries.get('B09');
  if (secretary === undefined || other === undefined) throw new Error('a branch has no secretary');
  const times = (start: Date) => ({
    startsAt: start.toISOString(),
    endsAt: new Date(start.getTime() + twoHours).toISOString(),
  });
  const branchId = idOf(ids, '中心小学第一党支部');
  house.clock.set(new Date(now.getTime() - 60_000));
  await secretary.call(planActivity, {
    params: { branchId },
    body: {
      kind: 'collective-study',
      topic: '补齐学时：学习党章第一章',
      place: '三楼会议室',
      ...times(nextOrdinaryStart(now)),
    },
  });
  const film = { kind: 'film', topic: '观看影片并座谈', place: '镇影剧院' };
  const tea = { branchId: idOf(ids, '白鹭茶业党支部') };
  const later = times(instantOf(addDays(calendar.today, 3), '19:30'));
  await other.call(planActivity, {
    params: tea,
    body: { ...film, topic: '晚上学两小时：当前形势与任务', kind: 'tutorial', ...later },
  });
  const { id: planId } = await other.call(planActivity, {
    params: tea,
    body: { ...film, ...times(instantOf(addDays(calendar.today, 2), '14:30')) },
  });
  await other.call(callOffPlan, { params: { planId }, body: { reason: '影剧院停电检修' } });
}
