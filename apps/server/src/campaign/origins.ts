import type { Merged } from '@muster/core/campaign';

/** Where a line of the playbook comes from, by its subject. */
export type Origins = (subject: string) => { layer: string; tightenedBy: string[] };

/** What no layer added or tightened is of the playbook at the bottom of all. */
export function originsOf({ playbook, changes }: Merged): Origins {
  const base = playbook.layers[0]?.code ?? playbook.code;
  const bySubject = Map.groupBy(changes, ({ subject }) => subject);
  return (subject) => {
    const own = bySubject.get(subject) ?? [];
    const tightenedBy = own.filter(({ what }) => what === 'tightened').map(({ layer }) => layer);
    // A plan of batches is added by each layer that has one, and the nearest holds.
    return {
      layer: own.findLast(({ what }) => what === 'added')?.layer ?? base,
      tightenedBy: [...new Set(tightenedBy)],
    };
  };
}
