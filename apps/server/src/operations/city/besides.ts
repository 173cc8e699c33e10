import { proposeTransfer } from '@muster/contract/roster';
import { correctSheet, planActivity, readSignInCode, recordSheet, signIn } from '@muster/contract/study';
import { listGuests, nameContactPoint, noteGuest, recordVisit } from '@muster/contract/supervision';
import { addDays } from '@muster/core/kernel';
import { instantOf } from '../demo/calendar.ts';
import type { Visitor } from '../visitor.ts';
import type { Crews } from './offices.ts';
import { officer } from './offices.ts';
import type { City } from './found-city.ts';
import type { HeldMeeting } from './meetings.ts';
import type { PlannedParty, PlannedUnit } from './plan-city.ts';
import type { PlannedMember } from './plan-members.ts';

interface County {
  readonly code: string;
  readonly units: readonly PlannedUnit[];
  readonly crews: Crews;
  readonly office: Visitor;
  readonly recorder: Visitor;
  readonly held: readonly HeldMeeting[];
}

interface Telling extends County {
  readonly branches: readonly PlannedParty[];
  readonly rollOf: (branch: string) => readonly PlannedMember[];
  readonly on: (day: number, time: string) => void;
  readonly dayOf: (day: number) => string;
}

/** Sheets that were mended, a meeting that was signed in to, and a leader's contact point. */
export async function besides(city: City, county: County): Promise<void> {
  const telling = tellingOf(city, county);
  await mendSheets(city, telling);
  await signedIn(city, telling);
  await contactPoint(city, telling);
}

/** Members who have gone over to another branch of the county, and one whom another county has yet to take in. */
export async function transfers(city: City, county: County, elsewhere: PlannedParty | undefined): Promise<void> {
  const { branches, rollOf, office, on } = tellingOf(city, county);
  const large = branches.filter(({ code }) => rollOf(code).length > 9);
  const reasons = ['调到新单位，组织关系随转', '退休后转到居住地', '企业停产，编入社区支部'] as const;
  on(18, '23:10');
  for (const [place, reason] of reasons.entries()) {
    const member = rollOf(large.at(-1 - place)?.code ?? '').at(-1);
    const to = branches.find(
      ({ code }) => code !== member?.branch && !large.slice(-3).some((each) => each.code === code),
    );
    if (member === undefined || to === undefined) return;
    const body = { branchId: city.id(to.code), reason };
    await office.call(proposeTransfer, { params: { personId: city.id(member.code) }, body });
  }
  const leaving = rollOf(large.at(-4)?.code ?? '').at(-1);
  if (leaving === undefined || elsewhere === undefined) return;
  const body = { branchId: city.id(elsewhere.code), reason: '随子女迁居，等对方接收' };
  await office.call(proposeTransfer, { params: { personId: city.id(leaving.code) }, body });
}

function tellingOf({ plan, days, house }: City, county: County): Telling {
  const own = new Set(county.units);
  const rolls = Map.groupBy(plan.second.members, ({ branch }) => branch);
  return {
    ...county,
    branches: plan.second.organisations.filter(
      ({ kind, units: [host] }) => kind === 'branch' && host !== undefined && own.has(host),
    ),
    rollOf: (branch) => rolls.get(branch) ?? [],
    on: (day, time) => house.clock.set(instantOf(addDays(days.second, day), time)),
    dayOf: (day) => addDays(days.second, day),
  };
}

const whyMended = ['点名时漏看了签到，本人在场', '请假条当晚撤回，人来了', '同名的两个人记反了'] as const;

/** On the morning after, of a few meetings with somebody absent: who was first on the list had been there. */
async function mendSheets({ id, house }: City, { branches, held, recorder }: Telling): Promise<void> {
  const own = new Set(branches.map(({ code }) => code));
  const wrong = held.filter(
    ({ meeting }) => own.has(meeting.branch) && meeting.absences.length > 0 && meeting.recordedAfter === 0,
  );
  for (const [place, reason] of whyMended.entries()) {
    const found = wrong[place * Math.max(1, Math.floor(wrong.length / 4))];
    if (found === undefined) return;
    const { meeting, activityId } = found;
    house.clock.set(instantOf(addDays(meeting.day, 1), '08:20'));
    const absences = meeting.absences
      .slice(1)
      .map(({ member, reason: why }) => ({ personId: id(member), reason: why }));
    const params = { activityId, branchId: id(meeting.branch) };
    await recorder.call(correctSheet, { params, body: { version: 1, absences, reason } });
  }
}

/** One evening that was planned: some signed in by the code in the room, the others were called by name, and two did not come. */
async function signedIn(city: City, { branches, rollOf, recorder, on, dayOf }: Telling): Promise<void> {
  const branch = branches.find(({ code, units }) => units.length === 1 && rollOf(code).length > 11);
  if (branch === undefined) return;
  const roll = rollOf(branch.code);
  const branchId = city.id(branch.code);
  on(16, '20:10');
  const { id: planId } = await recorder.call(planActivity, {
    params: { branchId },
    body: {
      kind: 'collective-study',
      topic: '扫码签到，集中补学读本第二单元',
      place: '大会议室',
      startsAt: instantOf(dayOf(17), '19:00').toISOString(),
      endsAt: instantOf(dayOf(17), '21:00').toISOString(),
    },
  });
  on(17, '18:48');
  for (const { code: member } of roll.slice(5, 10)) {
    const own = await city.house.account(city.id(member), member.toLowerCase());
    const { code } = await recorder.call(readSignInCode, { params: { planId } });
    await own.call(signIn, { params: { planId }, body: { code: code ?? '' } });
  }
  on(17, '21:20');
  const absences = roll.slice(-2).map(({ code }) => ({ personId: city.id(code), reason: 'away' }));
  await recorder.call(recordSheet, { params: { planId, branchId }, body: { absences, heads: roll.length - 2 } });
}

/** A leader of the county has a unit to go to: was at one meeting there, and helped once besides. */
async function contactPoint(city: City, { code, branches, held, office, recorder, on, dayOf }: Telling): Promise<void> {
  on(1, '10:10');
  const leader = await officer(city, 'leader', [city.id(code)], `contact-${code}`);
  const meetings = held.filter(({ meeting }) => meeting.kind === 'collective-study' && meeting.recordedAfter === 0);
  const found = meetings.find(({ meeting }) => branches.some((branch) => branch.code === meeting.branch));
  const unit = branches.find((branch) => branch.code === found?.meeting.branch)?.units[0];
  if (found === undefined || unit === undefined) return;
  on(1, '10:20');
  const { id: contactPointId } = await office.call(nameContactPoint, {
    params: { organisationId: city.id(unit.code) },
    body: { personId: leader.personId, fromOn: dayOf(1) },
  });
  city.house.clock.set(instantOf(found.meeting.day, '21:50'));
  const params = { activityId: found.activityId };
  const { candidates } = await recorder.call(listGuests, { params });
  if (candidates.some((each) => each.contactPointId === contactPointId))
    await recorder.call(noteGuest, { params, body: { contactPointId, lateReason: null } });
  on(12, '18:20');
  const note = '和支部书记看了学习安排，协调镇里修好了活动室的电路。';
  const body = { kind: 'solved', on: dayOf(12), note, lateReason: null } as const;
  await leader.call(recordVisit, { params: { contactPointId }, body });
}
