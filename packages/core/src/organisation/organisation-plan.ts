import type { CivilDate } from '../kernel/index.ts';
import type { Kind, Operation, OrganisationState, Tree } from './organisation-kinds.ts';

/** What an import may change of an organisation. */
export interface OrganisationFields {
  readonly name: string;
  readonly code: string | null;
  readonly creditCode: string | null;
  readonly classCode: string | null;
  readonly state: OrganisationState;
  readonly operation: Operation;
  readonly openedOn: CivilDate;
}

export interface NewOrganisation extends OrganisationFields {
  readonly id: string;
  readonly tree: Tree;
  readonly kind: Kind;
  readonly parentId: string;
  readonly path: string;
  readonly position: number;
}

export interface ChangedOrganisation extends OrganisationFields {
  readonly id: string;
  readonly openedBefore: CivilDate;
}

export interface ServedUnit {
  readonly branchId: string;
  readonly unitId: string;
  readonly isHost: boolean;
  readonly path: string;
  readonly partyPath: string;
  readonly fromOn: CivilDate;
}

/** What a counter of the roll-up gains or loses. */
export interface OrganisationFigure {
  readonly measure: 'units' | 'branches';
  readonly amount: number;
  readonly path: string;
  readonly partyPath: string | null;
}

/** Everything that an import writes. */
export interface OrganisationPlan {
  readonly created: readonly NewOrganisation[];
  readonly changed: readonly ChangedOrganisation[];
  readonly begun: readonly ServedUnit[];
  readonly ended: readonly { readonly branchId: string; readonly unitId: string }[];
  /** The paths in the other tree of everything whose links changed, new nodes included. */
  readonly linked: ReadonlyMap<string, readonly string[]>;
  readonly claims: readonly {
    readonly id: string;
    readonly organisationId: string;
    readonly stated: number;
    readonly path: string;
  }[];
  readonly figures: readonly OrganisationFigure[];
}

/** Where a node stands, whether it exists or is only planned. */
export interface Placed {
  readonly id: string;
  readonly kind: Kind;
  readonly tree: Tree;
  readonly path: string;
  readonly may: boolean;
}

/** Time, ids and randomness are given. */
export interface OrganisationSupplies {
  readonly today: CivilDate;
  newId(): string;
  /** A short random code that stands for a node in a path. */
  newLabel(): string;
}
