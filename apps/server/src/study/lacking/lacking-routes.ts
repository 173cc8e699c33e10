import { listUnread, readLacking, readLackingAt } from '@muster/contract/study';
import { mayActOn } from '@muster/core/access';
import { refuse } from '@muster/core/kernel';
import { readNode } from '../../organisation/index.ts';
import type { Serve } from '../../platform/http/serve.ts';
import { findPerson } from '../../roster/index.ts';
import { lackingAt } from './lacking-at.view.ts';
import { lackingOf } from './lacking-of.view.ts';
import { unreadSheets } from './lacking-sheets.ts';
import { unreadAt } from './unread.view.ts';

/** What members have still to say and to read: each one's own, and how many of a branch or a unit, by name. */
export function lackingRoutes(serve: Serve): void {
  // Everybody may read oneself; whom one may not read does not exist.
  serve(readLacking, ({ params: { personId } }, { actor, read }) =>
    read(async (tx) => {
      const person = await findPerson(tx, personId);
      const mayRead = person !== null && (person.id === actor.personId || mayActOn(actor.grants, 'read', person.place));
      return mayRead ? { stages: [...(await lackingOf(tx, person))] } : refuse('not-found');
    }),
  );

  serve(readLackingAt, ({ params }, context) =>
    readNode(context, params.organisationId, (tx, node) => lackingAt(tx, node, context)),
  );

  serve.list(listUnread, unreadSheets, ({ params, query }, context) =>
    readNode(context, params.organisationId, (tx, node) => unreadAt(tx, node, query, context)),
  );
}
