import type { Chance } from '../platform/chance.ts';

/** Both roots before they are made: the set-up's own scope is their codes. */
export function newRoots(chance: Chance, names: { readonly placeRootName: string; readonly partyRootName: string }) {
  return {
    place: { id: chance.newId(), name: names.placeRootName, code: rootCode('p', chance) },
    party: { id: chance.newId(), name: names.partyRootName, code: rootCode('q', chance) },
  };
}

/** Five characters, as every label of a path; the first says which tree. */
function rootCode(tree: 'p' | 'q', chance: Chance): string {
  return tree + Array.from(chance.bytes(4), (byte) => (byte % 36).toString(36)).join('');
}
