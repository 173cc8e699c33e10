import { pathLabel } from '@muster/core/organisation';
import type { Chance } from '../platform/chance.ts';

/** Both roots before they are made: the set-up's own scope is their codes. */
export function newRoots(chance: Chance, names: { readonly placeRootName: string; readonly partyRootName: string }) {
  const code = (tree: 'p' | 'q') => pathLabel((length) => chance.bytes(length), tree);
  return {
    place: { id: chance.newId(), name: names.placeRootName, code: code('p') },
    party: { id: chance.newId(), name: names.partyRootName, code: code('q') },
  };
}
