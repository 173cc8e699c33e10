import { covers } from '../access/index.ts';
import { refuse, type Refusal } from '../kernel/index.ts';
import { judgeChangeable, judgeDay, type ChangeDay, type ChangingOrganisation } from './changing-organisation.ts';
import { judgeOrders, judgeProcedures, type CloseRefusal, type Held } from './close-organisation.ts';
import { deepestLevel, levels, pathBeneath, type NewParent } from './move-organisation.ts';

export interface MergingChild {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly underParentSince: string;
  readonly levelsBeneath: number;
}

export interface ChildMove {
  readonly id: string;
  readonly oldPath: string;
  readonly newPath: string;
}

export type MergeRefusal =
  | CloseRefusal
  | Refusal<
      | 'merge-into-itself'
      | 'merge-kind-differs'
      | 'merge-with-kin'
      | 'merge-skips-a-stage'
      | 'other-region'
      | 'name-taken'
      | 'tree-too-deep'
    >;

/** One goes into the other of its kind, with all that it holds: where each child goes, or why not. */
export function planMerge(
  from: ChangingOrganisation & {
    readonly children: readonly MergingChild[];
    readonly held: Held;
    /** Hard conditions that are open of its stage, where the other has passed that one. */
    readonly skips: number;
  },
  into: NewParent & { readonly held: Held },
  day: ChangeDay,
  newLabel: () => string,
): { readonly children: readonly ChildMove[] } | MergeRefusal {
  const unfit = judgePair(from, into) ?? judgeChangeable(from) ?? judgeChangeable(into) ?? judgeDay(from, day);
  if (unfit !== null) return unfit;
  if (day.on < into.openedOn) return refuse('day-before-present-parent', { since: into.openedOn }, 'on');
  const busy = judgeProcedures(from, from.held) ?? judgeProcedures(into, into.held) ?? judgeOrders(from.held);
  if (busy !== null) return busy;
  if (from.skips > 0)
    return refuse('merge-skips-a-stage', { name: from.name, into: into.name, conditions: from.skips });
  const taken = new Set(into.takenPaths);
  const children: ChildMove[] = [];
  for (const child of from.children) {
    if (into.takenNames.has(child.name)) return refuse('name-taken', { name: child.name });
    if (day.on < child.underParentSince) {
      return refuse('day-before-present-parent', { since: child.underParentSince }, 'on');
    }
    const newPath = pathBeneath(into.path, child.path, taken, newLabel);
    if (levels(newPath) + child.levelsBeneath > deepestLevel) return refuse('tree-too-deep', { levels: deepestLevel });
    taken.add(newPath);
    children.push({ id: child.id, oldPath: child.path, newPath });
  }
  return { children };
}

function judgePair(from: ChangingOrganisation, into: ChangingOrganisation): MergeRefusal | null {
  if (from.id === into.id) return refuse('merge-into-itself', { name: from.name }, 'intoId');
  if (from.regionId !== into.regionId) return refuse('other-region', {}, 'intoId');
  if (from.kind !== into.kind) return refuse('merge-kind-differs', { kind: from.kind, other: into.kind }, 'intoId');
  return covers(from.path, into.path) || covers(into.path, from.path)
    ? refuse('merge-with-kin', { name: into.name }, 'intoId')
    : null;
}
