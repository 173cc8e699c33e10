import type { RouteAnswer } from '@muster/contract';
import type { readMe } from '@muster/contract/access';
import { sql } from 'kysely';
import { inReadTransaction, type Db } from '../platform/database/db.ts';
import type { Actor } from '../platform/identity.ts';

/** The actor as the wire says it: with permissions, so that no client works them out again, at nodes as they are called now. */
export async function meOf(db: Db, actor: Actor, at: Date): Promise<RouteAnswer<typeof readMe>> {
  const nodes = await ownNodes(db, actor, at);
  return {
    accountId: actor.accountId,
    login: actor.login,
    person: { id: actor.personId, name: actor.personName },
    csrf: actor.csrf,
    expiresAt: actor.expiresAt.toISOString(),
    grants: actor.grants.flatMap(({ verb, path, organisationId, role }) => {
      const node = nodes.get(organisationId);
      // Begun or ended in the moment between the two readings: the next page says it.
      return node
        ? [{ verb, path, organisationId, organisationName: node.name, organisationKind: node.kind, role }]
        : [];
    }),
  };
}

async function ownNodes(db: Db, actor: Actor, at: Date): Promise<Map<string, { name: string; kind: string }>> {
  const { rows } = await inReadTransaction(db, { paths: [], self: actor.personId }, (tx) =>
    sql<{ id: string; name: string; kind: string }>`select id, name, kind from access_own_nodes(${at})`.execute(tx),
  );
  return new Map(rows.map((node) => [node.id, node]));
}
