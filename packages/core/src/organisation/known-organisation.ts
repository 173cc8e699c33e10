import type { FileWords } from './file-words.ts';
import type { CivilDate } from '../kernel/index.ts';
import type { UnitClass } from './code-list.ts';
import type { Kind, Operation, OrganisationState, Tree } from './organisation-kinds.ts';

/** An organisation that exists, as far as an import has to know it. */
export interface KnownOrganisation {
  readonly id: string;
  readonly tree: Tree;
  readonly kind: Kind;
  readonly parentId: string | null;
  readonly path: string;
  readonly linked: readonly string[];
  readonly name: string;
  readonly code: string | null;
  readonly creditCode: string | null;
  readonly classCode: string | null;
  readonly state: OrganisationState;
  readonly operation: Operation;
  readonly position: number;
  readonly openedOn: CivilDate;
  readonly isClosed: boolean;
  /** Its state then changes when somebody else has verified the remedy, and not before. */
  readonly hasOpenRemedy: boolean;
  /** The latest total of members that somebody stated. */
  readonly stated: number | null;
  /** The units that a branch serves now, as far as one may see them. */
  readonly serves: readonly { readonly unitId: string; readonly isHost: boolean; readonly hasMembers: boolean }[];
  /** Whoever imports may manage it. */
  readonly may: boolean;
  /** It lies in their own part of the tree, and stays in sight when a link to it ends. */
  readonly isOwn: boolean;
}

/** Where an import is made: the node, the node that stands for it in the other tree (of a root the other root), and all around. */
export interface OrganisationSurroundings {
  readonly base: KnownOrganisation;
  readonly counterpart: KnownOrganisation | null;
  /** The two above, everything beneath the node in both trees, and whatever else the file names by its code. */
  readonly known: readonly KnownOrganisation[];
  /** Codes and credit codes of the file that belong to organisations which one does not see. */
  readonly heldElsewhere: ReadonlySet<string>;
  /** The instance's list, retired classes included. */
  readonly classes: readonly UnitClass[];
  /** What the campaign calls the kinds; ours are read as well. */
  readonly words: FileWords;
}

/** Known organisations by each of the ways in which a row can mean one. */
export interface KnownIndex {
  readonly byId: ReadonlyMap<string, KnownOrganisation>;
  readonly byCode: ReadonlyMap<string, KnownOrganisation>;
  readonly byCreditCode: ReadonlyMap<string, KnownOrganisation>;
}

export function indexKnown(known: readonly KnownOrganisation[]): KnownIndex {
  return {
    byId: new Map(known.map((each) => [each.id, each])),
    byCode: mapBy(known, (each) => each.code),
    byCreditCode: mapBy(known, (each) => each.creditCode),
  };
}

/** The first of each key; those without one are left out. */
export function mapBy<Item>(items: readonly Item[], keyOf: (item: Item) => string | null): Map<string, Item> {
  const map = new Map<string, Item>();
  for (const item of items) {
    const key = keyOf(item);
    if (key !== null && !map.has(key)) map.set(key, item);
  }
  return map;
}

/** Codes of both kinds can be named by other rows. */
export function findKnown(index: KnownIndex, code: string): KnownOrganisation | undefined {
  return index.byCode.get(code) ?? index.byCreditCode.get(code);
}
