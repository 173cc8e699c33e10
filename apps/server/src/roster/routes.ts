import { exportMembers, importMembers, listMembers, readPerson } from '@muster/contract/roster';
import { mayActOn } from '@muster/core/access';
import { refuse } from '@muster/core/kernel';
import { readNode, writeCsv } from '../organisation/index.ts';
import { runCommand } from '../platform/command.ts';
import type { Serve } from '../platform/http/serve.ts';
import { importMembersCommand } from './commands/import-members.ts';
import { rosterBeneath } from './export.view.ts';
import { membersBeneath } from './members.view.ts';
import { personOf } from './person.view.ts';
import { findPerson } from './queries.ts';

export function routes(serve: Serve): void {
  serve(listMembers, ({ params, query }, context) =>
    readNode(context, params.organisationId, (tx, node) => membersBeneath(tx, node, query)),
  );

  // Everybody may read oneself; whom one may not read does not exist.
  serve(readPerson, ({ params: { personId } }, context) =>
    context.read(async (tx) => {
      const { actor } = context;
      const person = await findPerson(tx, personId);
      const mayRead = person !== null && (person.id === actor.personId || mayActOn(actor.grants, 'read', person.place));
      return mayRead ? personOf(tx, person) : refuse('not-found');
    }),
  );

  serve(importMembers, ({ params, body }, context) =>
    runCommand(context, importMembersCommand, { ...body, organisationId: params.organisationId }),
  );

  serve(exportMembers, ({ params }, context) =>
    readNode(context, params.organisationId, async (tx, node) => ({
      fileName: `${node.name}-名册.csv`,
      csv: writeCsv(await rosterBeneath(tx, node)),
    })),
  );
}
