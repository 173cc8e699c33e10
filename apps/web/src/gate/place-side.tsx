import type { ReactNode } from 'react';
import { useOrganisation } from '../organisation/queries.ts';
import { BranchSide } from '../study/branch-side.tsx';
import { UnitSide } from './unit-side.tsx';

/** Pages that every node has, whatever its kind. */
export type PlaceOfNode =
  | 'toDo'
  | 'facts'
  | 'activities'
  | 'obligations'
  | 'findings'
  | 'members'
  | 'offices'
  | 'records';

type Props = { readonly organisationId: string; readonly here: PlaceOfNode };

/** The side bar of a unit or of a branch; nodes above them are walked through the overview's tree. */
export function PlaceSide({ organisationId, here }: Props): ReactNode {
  const { data } = useOrganisation(organisationId);
  if (data?.organisation.kind === 'unit') return <UnitSide unitId={organisationId} here={here} />;
  if (data?.organisation.kind === 'branch')
    return <BranchSide branchId={organisationId} here={here === 'findings' ? undefined : here} />;
  return null;
}
