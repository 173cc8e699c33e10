import { readMe } from '@muster/contract/access';
import { nameLecturer } from '@muster/contract/study';
import { listGuests, nameContactPoint, noteGuest, recordVisit } from '@muster/contract/supervision';
import { addDays, type CivilDate } from '@muster/core/kernel';
import { idOf, type Offices, type Officers } from './build-offices.ts';
import type { Town } from './build-town.ts';
import { instantOf } from './calendar.ts';
import type { Visitor } from '../visitor.ts';
import { units, type DemoBranch, type DemoUnit } from './town.ts';

/** Of each contact point, by the code of its unit: at which meetings of its first branch the leader was, and what else was done there. */
interface Course {
  readonly attends: readonly number[];
  /** At the last of them the leader lectures. */
  readonly lectures: boolean;
  readonly done: readonly (readonly [afterDays: number, kind: 'guided' | 'solved', note: string])[];
}

const courses: Readonly<Record<string, Course>> = {
  白鹭镇中心小学: {
    attends: [2, 7],
    lectures: true,
    done: [
      [6, 'guided', '看了两个支部的学习安排，建议把讨论放在晚上，不占课时'],
      [13, 'solved', '协调派出所和村里，放学时段校门口有人疏导'],
    ],
  },
  白鹭镇卫生院: { attends: [3], lectures: false, done: [[9, 'guided', '和支部书记一起查了补课情况']] },
  竹溪村: { attends: [], lectures: false, done: [] },
};

/** Who leads at each of them. The one at the village has not been there. */
export async function nameContactPoints(
  { office, calendar, ids }: Town,
  { leader, teams }: Pick<Offices, 'leader'> & Pick<Officers, 'teams'>,
): Promise<ReadonlyMap<string, { readonly visitor: Visitor; readonly contactPointId: string }>> {
  const at = new Map<string, { visitor: Visitor; contactPointId: string }>();
  for (const name of Object.keys(courses)) {
    const unit = units.find((each) => each.name === name);
    const visitor = name === '白鹭镇中心小学' ? leader : teams.get(unit?.code ?? '');
    if (visitor === undefined) throw new Error(`nobody leads at ${name}`);
    const { person } = await visitor.call(readMe, {});
    const { id: contactPointId } = await office.call(nameContactPoint, {
      params: { organisationId: idOf(ids, name) },
      body: { personId: person.id, fromOn: calendar.startsOn },
    });
    at.set(name, { visitor, contactPointId });
  }
  return at;
}

/** At the meeting that was just recorded, where a leader came. */
export async function buildGuest(
  offices: Officers,
  { unit, branch, index, activityId }: { unit: DemoUnit; branch: DemoBranch; index: number; activityId: string },
): Promise<void> {
  const course = courses[unit.name];
  const secretary = offices.secretaries.get(branch.code);
  if (course?.attends.includes(index) !== true || unit.branches[0] !== branch || secretary === undefined) return;
  const params = { activityId };
  const { candidates } = await secretary.call(listGuests, { params });
  const contactPointId = candidates[0]?.contactPointId ?? '';
  await secretary.call(noteGuest, { params, body: { contactPointId, lateReason: null } });
  if (!course.lectures || index !== course.attends.at(-1)) return;
  const { guests } = await secretary.call(listGuests, { params });
  const personId = guests[0]?.person.id ?? '';
  await secretary.call(nameLecturer, { params, body: { capacity: 'leader', personId } });
}

/** What they did there besides, in the order of the days. */
export async function buildVisits(
  { house, calendar }: Town,
  points: ReadonlyMap<string, { readonly visitor: Visitor; readonly contactPointId: string }>,
): Promise<void> {
  const done = Object.entries(courses).flatMap(([name, course]) =>
    course.done.map(([days, kind, note]) => ({ name, kind, note, on: addDays(calendar.startsOn, days) })),
  );
  for (const { name, kind, note, on } of done.toSorted((a, b) => a.on.localeCompare(b.on))) {
    const point = points.get(name);
    if (point === undefined) throw new Error(`${name} is nobody's contact point`);
    house.clock.set(eveningOf(on));
    await point.visitor.call(recordVisit, {
      params: { contactPointId: point.contactPointId },
      body: { kind, on, note, lateReason: null },
    });
  }
}

const eveningOf = (on: CivilDate): Date => instantOf(on, '18:20');
