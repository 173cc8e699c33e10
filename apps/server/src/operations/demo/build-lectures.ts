import { readMe } from '@muster/contract/access';
import { handInScript, nameLecturer } from '@muster/contract/study';
import type { CivilDate } from '@muster/core/kernel';
import type { Officers } from './build-offices.ts';
import type { Town } from './build-town.ts';
import { instantOf } from './calendar.ts';
import type { DemoBranch, DemoUnit } from './town.ts';

/** What became of the lecture of a unit's head: given from a script of the own, without one, with one that another handed in, or not given. */
type Course = 'own' | 'without' | 'by-another' | 'never';

const courses: Readonly<Record<string, Course>> = { U04: 'never', U05: 'without', U08: 'by-another' };

const scriptOf = ({ name }: DemoUnit): string =>
  [
    '一、为什么学：我入党时的想法，和这些年变了什么。',
    `二、${name}眼下最要紧的三件事，群众怎么看。`,
    '三、我自己做得不够的地方：下基层少，听意见急。',
    '四、今后怎么办：每月到一户，每季说一次进展。',
  ].join('\n');

/** At the first lecture of the unit's first branch its head speaks, as far as the unit has come. */
export async function buildLecture(
  { house }: Town,
  offices: Officers,
  { unit, branch, day, activityId }: { unit: DemoUnit; branch: DemoBranch; day: CivilDate; activityId: string },
): Promise<void> {
  const course = courses[unit.code] ?? 'own';
  const head = offices.units.get(unit.code)?.head;
  const secretary = offices.secretaries.get(branch.code);
  if (head === undefined || secretary === undefined) throw new Error(`${unit.name} lacks an office`);
  if (course === 'never' || unit.branches[0] !== branch) return;
  const { person } = await head.call(readMe, {});
  house.clock.set(instantOf(day, '17:20'));
  const { id: lectureId } = await secretary.call(nameLecturer, {
    params: { activityId },
    body: { capacity: 'head', personId: person.id },
  });
  if (course === 'without') return;
  house.clock.set(instantOf(day, '17:50'));
  const body = { text: scriptOf(unit), file: null, isOwn: course === 'own' };
  await (course === 'own' ? head : secretary).call(handInScript, { params: { lectureId }, body });
}
