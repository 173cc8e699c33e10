import type { CivilDate } from '@muster/core/kernel';
import type { Kind } from '@muster/core/organisation';
import type { Hook } from '../platform/hooks.ts';

export interface OrganisationClosed {
  readonly regionId: number;
  readonly organisationId: string;
  /** What it merged into. */
  readonly intoId: string | null;
  readonly on: CivilDate;
  readonly reason: string;
}

/** Any organisation was closed or merged: what hung beneath it is elsewhere already. Offices held at it end here. */
export const organisationClosed: Hook<OrganisationClosed> = { name: 'organisation.closed' };

export interface UnitClosed {
  readonly regionId: number;
  readonly unitId: string;
  readonly intoUnitId: string | null;
  readonly on: CivilDate;
  readonly reason: string;
}

/** A unit takes part no longer; told after `organisationClosed`, when its members belong elsewhere already. */
export const unitClosed: Hook<UnitClosed> = { name: 'organisation.unit-closed' };

export interface OrganisationMerging {
  readonly regionId: number;
  readonly kind: Kind;
  readonly fromId: string;
  readonly intoId: string;
  readonly on: CivilDate;
}

/** The one that goes is still open and linked to nothing; the other has its links. Its members follow here. */
export const organisationMerging: Hook<OrganisationMerging> = { name: 'organisation.merging' };
