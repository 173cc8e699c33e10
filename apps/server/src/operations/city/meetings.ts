import type { RouteCall } from '@muster/contract';
import { recordActivities } from '@muster/contract/study';
import { addDays, type CivilDate } from '@muster/core/kernel';
import { instantOf } from '../demo/calendar.ts';
import type { Seeded } from '../demo/seeded.ts';
import type { Visitor } from '../visitor.ts';
import type { City } from './found-city.ts';
import type { PlannedParty, PlannedUnit } from './plan-city.ts';
import type { PlannedMember } from './plan-members.ts';
import { lateReasons, mobilisationTopics, rooms, trainingTopics, transitionTopics, type Programme } from './topics.ts';

/** A meeting of a branch, some day of a stage. */
export interface PlannedMeeting {
  readonly branch: string;
  readonly day: CivilDate;
  readonly kind: string;
  readonly topic: string;
  readonly place: string;
  readonly from: string;
  readonly to: string;
  readonly absences: readonly { readonly member: string; readonly reason: string }[];
  /** Days until it was recorded: more than two and it is a late entry, which says why. */
  readonly recordedAfter: number;
  readonly lateReason: string;
}

const reasons = ['sick', 'away', 'away', 'personal', 'personal', 'unexcused'] as const;

/** How a branch spends its stage: it is mobilised, has whole days of training, evenings of two hours, and moves on. */
export interface Course {
  readonly stage: keyof typeof mobilisationTopics;
  readonly programme: Programme;
  /** Begins with the first of its programme; else branches begin here and there in it. */
  readonly inOrder?: true;
  /** Of a hundred branches those that held their mobilisation. */
  readonly mobilised: number;
  readonly trainingDays: number;
  readonly evenings: number;
  /** On which the evenings are spread, from the first. */
  readonly days: number;
  /** The day of the meeting that leads on to the next stage. */
  readonly transition: number | null;
  /** How many of them one member misses at most. */
  readonly missedAtMost: number;
  readonly absence: number;
  /** Of a hundred meetings those recorded four days later. */
  readonly late: number;
}

/** In the order of their days. A whole day is seven hours; everybody comes to it, and the head of the host to a lecture of heads. */
export function meetingsOf(
  chance: Seeded,
  { code, units: [host] }: PlannedParty,
  { roll, head }: { readonly roll: readonly PlannedMember[]; readonly head: string | undefined },
  startsOn: CivilDate,
  course: Course,
): PlannedMeeting[] {
  const missed = new Map<string, number>();
  const shift = chance.below(3);
  const before = course.inOrder === true ? 0 : shift;
  const place = chance.pick(rooms);
  const absences = () =>
    roll.flatMap((member) => {
      const already = missed.get(member.code) ?? 0;
      if (already >= course.missedAtMost || chance.next() > course.absence) return [];
      missed.set(member.code, already + 1);
      return [{ member: member.code, reason: chance.pick(reasons) }];
    });
  const on = (day: number, kind: string, topic: string, [from, to]: readonly [string, string]) => ({
    branch: code,
    day: addDays(startsOn, day),
    kind,
    topic,
    place,
    from,
    to,
    absences: [],
    recordedAfter: 0,
    lateReason: '',
  });
  const isMobilised = chance.next() * 100 < course.mobilised;
  const opening: PlannedMeeting[] = isMobilised
    ? [
        {
          ...on(1, 'mobilisation-meeting', chance.pick(mobilisationTopics[course.stage]), ['15:00', '17:00']),
          absences: absences(),
        },
      ]
    : [];
  const training = Array.from({ length: course.trainingDays }, (_, index) =>
    on(2 + turnOf(host) + index, 'concentrated-training', chance.pick(trainingTopics[index] ?? trainingTopics[0]), [
      '09:00',
      '16:00',
    ]),
  );
  const evenings = Array.from({ length: course.evenings }, (_, index): PlannedMeeting => {
    const [kind, topics] = course.programme[(index + before) % course.programme.length] ?? [
      'collective-study',
      ['学习'],
    ];
    const at = 5 + shift + Math.floor((index * (course.days - 6 - shift)) / Math.max(1, course.evenings));
    return {
      ...on(at, kind, chance.pick(topics), ['19:00', '21:00']),
      // Drawn before they are left out: who speaks takes nothing from what the others draw.
      absences: absences().filter(({ member }) => kind !== 'leader-lecture' || member !== head),
      recordedAfter: chance.next() * 100 < course.late ? 4 : 0,
      lateReason: chance.pick(lateReasons),
    };
  });
  const { transition } = course;
  const closing =
    transition === null
      ? []
      : [on(transition, 'transition-meeting', chance.pick(transitionTopics), ['16:00', '18:00'])];
  return [...opening, ...training, ...evenings, ...closing];
}

/** Branches of one unit train on the same days. */
const turnOf = (host: PlannedUnit | undefined): number => Number(host?.code.replaceAll(/\D/g, '') ?? 0) % 3;

export interface HeldMeeting {
  readonly meeting: PlannedMeeting;
  readonly activityId: string;
  /** Of those who were named as having spoken, in that order. */
  readonly lectureIds: readonly string[];
}

type Lecturers = NonNullable<RouteCall<typeof recordActivities>['body']['meetings'][number]['lecturers']>;

/** Who spoke at a meeting; asked in the order in which meetings were recorded. */
export type SpokeAt = (meeting: PlannedMeeting) => Lecturers;

/** What was read at a meeting, by everybody who was there; asked in the same order. */
export type ReadAt = (meeting: PlannedMeeting) => readonly string[];

/** Sent in as they come together above the branches: one list for each day on which something was recorded. */
export async function sendMeetings(
  { house, id }: Pick<City, 'house' | 'id'>,
  recorder: Visitor,
  committee: string,
  meetings: readonly PlannedMeeting[],
  sent: (meetings: number) => void,
  spokeAt: SpokeAt = () => [],
  readAt: ReadAt = () => [],
): Promise<HeldMeeting[]> {
  const held: HeldMeeting[] = [];
  const byDay = [...Map.groupBy(meetings, ({ day, recordedAfter }) => addDays(day, recordedAfter))].toSorted(
    ([one], [other]) => one.localeCompare(other),
  );
  for (const [day, list] of byDay) {
    house.clock.set(instantOf(day, '21:30'));
    const { activities } = await recorder.call(recordActivities, {
      params: { organisationId: id(committee) },
      body: {
        meetings: list.map((meeting) => ({
          branchId: id(meeting.branch),
          kind: meeting.kind,
          topic: meeting.topic,
          place: meeting.place,
          startsAt: instantOf(meeting.day, meeting.from).toISOString(),
          endsAt: instantOf(meeting.day, meeting.to).toISOString(),
          absences: meeting.absences.map(({ member, reason }) => ({ personId: id(member), reason })),
          ...(meeting.recordedAfter > 2 && { lateReason: meeting.lateReason }),
          ...spoken(spokeAt(meeting)),
          ...read(readAt(meeting)),
        })),
      },
    });
    for (const [index, meeting] of list.entries()) {
      const recorded = activities[index];
      if (recorded !== undefined) held.push({ meeting, activityId: recorded.id, lectureIds: recorded.lectureIds });
    }
    sent(list.length);
  }
  return held;
}

const spoken = (lecturers: Lecturers) => (lecturers.length === 0 ? {} : { lecturers });
const read = (pieces: readonly string[]) => (pieces.length === 0 ? {} : { readings: [...pieces] });
