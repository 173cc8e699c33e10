import type { ListItem, Playbook } from '@muster/core/campaign';

/** The standard that units check themselves against: the playbook's list `self-check`; null where it has none, or none is given. */
export function standardOf(playbook: Playbook | undefined): readonly ListItem[] | null {
  return playbook?.lists.find(({ code }) => code === 'self-check')?.items ?? null;
}
