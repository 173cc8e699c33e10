import { permit } from '@muster/core/access';
import { isRefusal, refuse } from '@muster/core/kernel';
import { standsAmong, withFormerPlaces } from '../organisation/index.ts';
import type { Refused } from '../platform/command.ts';
import type { ReadTx } from '../platform/database/db.ts';
import type { Actor } from '../platform/identity.ts';
import { activityRow, readPlace, type ActivityRow } from './queries.ts';

/** Answers about an activity to whoever may read it: from where it counts, or from where its branch came to in another storage region since. */
export async function ofActivity<T>(
  tx: ReadTx,
  activityId: string,
  actor: Actor,
  answer: (activity: ActivityRow) => Promise<T>,
): Promise<T | Refused> {
  const activity = await activityRow(tx, activityId);
  const allowed = activity === null ? refuse('not-found') : permit(actor.grants, 'read', await readPlace(tx, activity));
  if (activity !== null && !isRefusal(allowed)) return answer(activity);
  const formerly = await withFormerPlaces(tx, null, actor, async (places) => {
    const found = places.length === 0 ? null : await activityRow(tx, activityId);
    if (found === null) return null;
    const place = { path: found.path, linked: [found.party_path] };
    return standsAmong(place, places) ? { answer: await answer(found) } : null;
  });
  if (formerly !== null) return formerly.answer;
  return isRefusal(allowed) ? allowed : refuse('not-found');
}
