import { permit, type Place } from '@muster/core/access';
import { isRefusal, refuse } from '@muster/core/kernel';
import type { Node } from '../organisation/index.ts';
import type { Refused } from '../platform/command.ts';
import type { Asking } from '../platform/context.ts';

/** Where one records for a branch: where it stands, and at the unit that keeps house for it; those that it serves besides are its guests. */
export function recordingPlace(branch: Node, host: Node | null): Place {
  return { path: branch.place.path, linked: host === null ? [] : [host.place.path] };
}

/** Why somebody holds nothing at a branch whose host they do not see: a guest's clerk has no right there, and others no unit. */
export function withoutHost(branch: Node, { actor }: Asking): Refused {
  const allowed = permit(actor.grants, 'record-activity', recordingPlace(branch, null));
  return isRefusal(allowed) ? allowed : refuse('stage-not-open');
}
