import { covers } from '../access/index.ts';
import { refuse, type Refusal } from '../kernel/index.ts';
import { judgeChangeable, judgeDay, type ChangeDay, type ChangingOrganisation } from './changing-organisation.ts';
import { kindsAbove } from './organisation-kinds.ts';

/** Deeper than any real tree: nation, province, city, county, town, village and a few more. */
export const deepestLevel = 16;

/** Where it is to go, and what stands there already. */
export interface NewParent extends ChangingOrganisation {
  readonly takenPaths: ReadonlySet<string>;
  readonly takenNames: ReadonlySet<string>;
}

export interface Move {
  readonly oldPath: string;
  readonly newPath: string;
  /** The present link began on the same day: it was never another, and is put right rather than ended. */
  readonly replacesLink: boolean;
}

export type MoveRefusal = Refusal<
  | 'organisation-is-root'
  | 'organisation-closed'
  | 'parent-closed'
  | 'parent-unchanged'
  | 'parent-beneath-itself'
  | 'parent-kind-wrong'
  | 'other-region'
  | 'name-taken'
  | 'tree-too-deep'
  | 'day-in-future'
  | 'day-before-present-parent'
  | 'day-before-parent-opened'
>;

/** Another parent from a day on. `levelsBeneath` counts the levels of its own subtree beneath it. */
export function planMove(
  organisation: ChangingOrganisation & { readonly levelsBeneath: number },
  parent: NewParent,
  day: ChangeDay,
  newLabel: () => string,
): Move | MoveRefusal {
  const unfit = judgeChangeable(organisation) ?? judgeParent(organisation, parent) ?? judgeDay(organisation, day);
  if (unfit !== null) return unfit;
  if (day.on < parent.openedOn) return refuse('day-before-parent-opened', { opened: parent.openedOn }, 'on');
  const newPath = pathBeneath(parent.path, organisation.path, parent.takenPaths, newLabel);
  if (levels(newPath) + organisation.levelsBeneath > deepestLevel) {
    return refuse('tree-too-deep', { levels: deepestLevel }, 'parentId');
  }
  return { oldPath: organisation.path, newPath, replacesLink: day.on === organisation.underParentSince };
}

function judgeParent(organisation: ChangingOrganisation, parent: NewParent): MoveRefusal | null {
  const { id, kind, name, path } = organisation;
  if (parent.regionId !== organisation.regionId) return refuse('other-region', {}, 'parentId');
  if (parent.isClosed) return refuse('parent-closed', { name: parent.name }, 'parentId');
  if (parent.id === organisation.parentId) return refuse('parent-unchanged', { name: parent.name }, 'parentId');
  if (parent.id === id || covers(path, parent.path)) return refuse('parent-beneath-itself', { name }, 'parentId');
  if (!kindsAbove[kind].includes(parent.kind)) {
    return refuse('parent-kind-wrong', { kind, above: parent.kind }, 'parentId');
  }
  return parent.takenNames.has(name) ? refuse('name-taken', { name }, 'parentId') : null;
}

/** It keeps its own label where that is free. */
export function pathBeneath(
  parentPath: string,
  oldPath: string,
  taken: ReadonlySet<string>,
  newLabel: () => string,
): string {
  let path = `${parentPath}.${oldPath.slice(oldPath.lastIndexOf('.') + 1)}`;
  while (taken.has(path)) path = `${parentPath}.${newLabel()}`;
  return path;
}

export function levels(path: string): number {
  return path.split('.').length;
}
