import { useKindName } from '../kind-name.ts';
import type { Parting } from './claim-words.ts';
import { useUnitClasses, type Reconciliation } from './queries.ts';
import type { KnownPart } from './read-pasted.ts';

const kinds = ['committee', 'general_branch', 'branch'];

/** Every part that a statement may name, with the words that mean it: codes, titles in both languages, names. */
export function useKnownParts(nodes: Reconciliation['nodes']): (by: Parting) => readonly KnownPart[] {
  const kindName = useKindName();
  const { data } = useUnitClasses();
  return (by) => {
    if (by === 'child') return nodes.map(({ id, name }) => ({ part: id, words: [name] }));
    if (by === 'kind') return kinds.map((kind) => ({ part: kind, words: [kind, kindName(kind)] }));
    return (data?.classes ?? []).map(({ code, title }) => ({ part: code, words: [code, title.zh, title.en] }));
  };
}
