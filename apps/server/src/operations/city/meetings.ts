import { recordActivities } from '@muster/contract/study';
import { addDays, type CivilDate } from '@muster/core/kernel';
import { instantOf } from '../demo/calendar.ts';
import type { Seeded } from '../demo/seeded.ts';
import type { Visitor } from '../visitor.ts';
import type { City } from './found-city.ts';
import type { PlannedParty } from './plan-city.ts';
import type { PlannedMember } from './plan-members.ts';

/** A meeting of a branch, some day of a stage. */
export interface PlannedMeeting {
  readonly branch: string;
  readonly day: CivilDate;
  readonly kind: string;
  readonly topic: string;
  readonly from: string;
  readonly to: string;
  readonly absences: readonly { readonly member: string; readonly reason: string }[];
  /** Days until it was recorded: more than two and it is a late entry, which says why. */
  readonly recordedAfter: number;
}

const topics = [
  ['collective-study', '学习党章总纲'],
  ['collective-study', '学习读本第一单元'],
  ['leader-lecture', '不忘宗旨，服务群众'],
  ['collective-study', '学习读本第二单元'],
  ['great-discussion', '先进性的具体要求'],
  ['collective-study', '学习读本第三单元'],
  ['model-lecture', '身边的榜样'],
  ['expert-lecture', '当前形势与任务'],
  ['great-discussion', '不合格的主要表现'],
  ['own-lecture', '结合岗位谈打算'],
  ['collective-study', '交流学习笔记'],
] as const;

const reasons = ['sick', 'away', 'away', 'personal', 'personal', 'unexcused'] as const;

/** How a branch spends its stage: whole days of training, evenings of two hours, and how many of them one member misses at most. */
export interface Course {
  readonly trainingDays: number;
  readonly evenings: number;
  /** On which the evenings are spread, from the first. */
  readonly days: number;
  readonly missedAtMost: number;
  readonly absence: number;
  /** Of a hundred meetings those recorded four days later. */
  readonly late: number;
}

/** In the order of their days. A whole day is seven hours; everybody comes to it. */
export function meetingsOf(
  chance: Seeded,
  { code }: PlannedParty,
  roll: readonly PlannedMember[],
  startsOn: CivilDate,
  course: Course,
): PlannedMeeting[] {
  const missed = new Map<string, number>();
  const shift = chance.below(3);
  const recordedAfter = () => (chance.next() * 100 < course.late ? 4 : 0);
  const training = Array.from({ length: course.trainingDays }, (_, index): PlannedMeeting => ({
    branch: code,
    day: addDays(startsOn, 1 + shift + index),
    kind: 'concentrated-training',
    topic: `集中培训第${'一二三四'[index] ?? ''}天`,
    from: '09:00',
    to: '16:00',
    absences: [],
    recordedAfter: 0,
  }));
  const evenings = Array.from({ length: course.evenings }, (_, index): PlannedMeeting => {
    const [kind, topic] = topics[(index + shift) % topics.length] ?? topics[0];
    const at = 5 + shift + Math.floor((index * (course.days - 6 - shift)) / Math.max(1, course.evenings));
    return {
      branch: code,
      day: addDays(startsOn, at),
      kind,
      topic,
      from: '19:00',
      to: '21:00',
      absences: roll.flatMap((member) => {
        const before = missed.get(member.code) ?? 0;
        if (before >= course.missedAtMost || chance.next() > course.absence) return [];
        missed.set(member.code, before + 1);
        return [{ member: member.code, reason: chance.pick(reasons) }];
      }),
      recordedAfter: recordedAfter(),
    };
  });
  return [...training, ...evenings];
}

/** Sent in as they come together above the branches: one list for each day on which something was recorded. */
export async function sendMeetings(
  { house, id }: Pick<City, 'house' | 'id'>,
  recorder: Visitor,
  committee: string,
  meetings: readonly PlannedMeeting[],
  sent: (meetings: number) => void,
): Promise<void> {
  const byDay = [...Map.groupBy(meetings, ({ day, recordedAfter }) => addDays(day, recordedAfter))].toSorted(
    ([one], [other]) => one.localeCompare(other),
  );
  for (const [day, list] of byDay) {
    house.clock.set(instantOf(day, '21:30'));
    await recorder.call(recordActivities, {
      params: { organisationId: id(committee) },
      body: {
        meetings: list.map((meeting) => ({
          branchId: id(meeting.branch),
          kind: meeting.kind,
          topic: meeting.topic,
          place: '会议室',
          startsAt: instantOf(meeting.day, meeting.from).toISOString(),
          endsAt: instantOf(meeting.day, meeting.to).toISOString(),
          absences: meeting.absences.map(({ member, reason }) => ({ personId: id(member), reason })),
          ...(meeting.recordedAfter > 2 && { lateReason: '当天停电，事后补记' }),
        })),
      },
    });
    sent(list.length);
  }
}
