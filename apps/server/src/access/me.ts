import type { RouteAnswer } from '@muster/contract';
import type { readMe } from '@muster/contract/access';
import type { Actor } from '../platform/identity.ts';

/** The actor as the wire says it: with permissions, so that no client works them out again. */
export function meOf(actor: Actor): RouteAnswer<typeof readMe> {
  return {
    accountId: actor.accountId,
    login: actor.login,
    person: { id: actor.personId, name: actor.personName },
    csrf: actor.csrf,
    expiresAt: actor.expiresAt.toISOString(),
    grants: actor.grants.map(({ verb, path, organisationId, organisationName, organisationKind, role }) => ({
      verb,
      path,
      organisationId,
      organisationName,
      organisationKind,
      role,
    })),
  };
}
