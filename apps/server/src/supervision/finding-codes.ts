import type { ListItem, Playbook } from '@muster/core/campaign';

/** What a team may find by name: the playbook's list `findings`; null where it has none, or none is given. */
export function findingCodes(playbook: Playbook | undefined): readonly ListItem[] | null {
  return playbook?.lists.find(({ code }) => code === 'findings')?.items ?? null;
}
