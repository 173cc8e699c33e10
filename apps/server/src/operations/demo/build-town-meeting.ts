import { readMe } from '@muster/contract/access';
import { holdForPlace, nameLecturer } from '@muster/contract/study';
import type { Officers } from './build-offices.ts';
import type { Town } from './build-town.ts';
import type { DemoBranch, DemoUnit } from './town.ts';

/** The first meeting of the town's own staff was the mobilisation of the whole town, and its leader spoke; the second has yet to be held. */
export async function buildTownMeeting(
  { office, placeRootId }: Town,
  { leader, secretaries }: Officers,
  { unit, branch, index, activityId }: { unit: DemoUnit; branch: DemoBranch; index: number; activityId: string },
): Promise<void> {
  const secretary = secretaries.get(branch.code);
  if (unit.code !== 'U01' || index !== 0 || secretary === undefined) return;
  const { person } = await leader.call(readMe, {});
  const body = { capacity: 'leader', personId: person.id } as const;
  await secretary.call(nameLecturer, { params: { activityId }, body });
  await office.call(holdForPlace, { params: { organisationId: placeRootId }, body: { activityId } });
}
