import type { Bilingual, ListItem, Playbook } from '@muster/core/campaign';

/** What a team may find by name: the playbook's lists `findings`, and of a layer `…-findings`; null where it has none, or none is given. */
export function findingCodes(playbook: Playbook | undefined): readonly ListItem[] | null {
  const lists = playbook?.lists.filter(({ code }) => code === 'findings' || code.endsWith('-findings')) ?? [];
  const given = lists.flatMap(({ items }) => items ?? []);
  const byCode = new Map(given.map((item) => [item.code, item]));
  return byCode.size === 0 ? null : [...byCode.values()];
}

/** What the playbook calls it; null where it is not of the list, or not given. */
export function titleOf(items: readonly ListItem[], wanted: string | null): Bilingual | null {
  return items.find(({ code }) => code === wanted)?.title ?? null;
}
