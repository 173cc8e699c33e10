import { kinds, type Kind, type Tree } from './organisation-kinds.ts';

/** What somebody can state of an organisation, and we count. Party organisations are those of all three kinds, branches of one. */
export const claimMeasures = ['units', 'party-organisations', 'branches', 'members', 'floating'] as const;
export type ClaimMeasure = (typeof claimMeasures)[number];

/** In which parts a total is stated: by class of unit, by kind of party organisation, or by the nodes right beneath. */
export const partings = ['class', 'kind', 'child'] as const;
export type Parting = (typeof partings)[number];

export const partyKinds = kinds.filter((kind) => kind !== 'region' && kind !== 'unit');

interface Stated {
  readonly tree: Tree;
  readonly kind: Kind;
  readonly parentId: string | null;
}

/**
 * The measures that can be stated of a node, with the partings of each. Units stand in the one tree and committees in the other, so that
 * only a root, which stands for everything, has both.
 */
export function claimable({ tree, kind, parentId }: Stated): ReadonlyMap<ClaimMeasure, readonly Parting[]> {
  if (kind === 'branch') return new Map(withoutParts(['members', 'floating']));
  if (kind === 'unit') return new Map(withoutParts(['branches', 'members', 'floating']));
  const isRoot = parentId === null;
  const both: readonly Parting[] = ['class', 'child'];
  const measures = new Map<ClaimMeasure, readonly Parting[]>();
  if (tree === 'place' || isRoot) measures.set('units', tree === 'place' ? both : ['class']);
  if (tree === 'party' || isRoot) measures.set('party-organisations', tree === 'party' ? ['kind', 'child'] : ['kind']);
  for (const measure of ['branches', 'members', 'floating'] as const) measures.set(measure, both);
  return measures;
}

function withoutParts(measures: readonly ClaimMeasure[]): (readonly [ClaimMeasure, readonly Parting[]])[] {
  return measures.map((measure) => [measure, []]);
}
