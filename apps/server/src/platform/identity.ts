import { pathsWith, type Grant } from '@muster/core/access';
import type { Scope } from './database/scope.ts';

/** A grant with where it is held and as what. */
export interface HeldGrant extends Grant {
  readonly regionId: number;
  readonly organisationId: string;
  readonly role: string;
}

/** Who sends a request: an open session, with the authority read anew from the grants. */
export interface Actor {
  readonly accountId: string;
  readonly login: string;
  readonly personId: string;
  readonly personRegionId: number;
  readonly personName: string;
  readonly grants: readonly HeldGrant[];
  /** Paths of the own unit and branch, if there is a membership. */
  readonly home: readonly string[];
  readonly csrf: string;
  readonly expiresAt: Date;
}

/** Everything one may read, and one's own rows. */
export function scopeOf(actor: Actor): Scope {
  return { paths: pathsWith(actor.grants, 'read'), self: actor.personId, home: actor.home };
}
