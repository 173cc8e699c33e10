import type { Bilingual, ListItem, Playbook } from '@muster/core/campaign';

/** What a team may find by name: the playbook's list `findings`; null where it has none, or none is given. */
export function findingCodes(playbook: Playbook | undefined): readonly ListItem[] | null {
  return playbook?.lists.find(({ code }) => code === 'findings')?.items ?? null;
}

/** What the playbook calls it; null where it is not of the list, or not given. */
export function titleOf(items: readonly ListItem[], wanted: string | null): Bilingual | null {
  return items.find(({ code }) => code === wanted)?.title ?? null;
}
