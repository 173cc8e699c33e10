import * as wire from '@muster/contract/roster';
import { mayActOn, permit } from '@muster/core/access';
import { isRefusal, refuse } from '@muster/core/kernel';
import { readNode } from '../organisation/index.ts';
import { runCommand } from '../platform/command.ts';
import type { Serve } from '../platform/http/serve.ts';
import { acceptTransferCommand } from './commands/accept-transfer.ts';
import { addMemberCommand } from './commands/add-member.ts';
import { changeStandingCommand } from './commands/change-standing.ts';
import { correctPersonCommand } from './commands/correct-person.ts';
import { endMembershipCommand } from './commands/end-membership.ts';
import { proposeTransferCommand } from './commands/propose-transfer.ts';
import { declineTransferCommand, withdrawTransferCommand } from './commands/settle-transfer.ts';
import { voidMembershipEndCommand } from './commands/void-membership-end.ts';
import { destinationsFor } from './destinations.view.ts';
import { historyOf } from './history.view.ts';
import { namesakesOf } from './namesakes.view.ts';
import { findPerson } from './queries.ts';
import { transfersAt } from './transfers.view.ts';
import { transferSheets } from './sheets.ts';

/** Members come, move, change and leave. */
export function changeRoutes(serve: Serve): void {
  serve(wire.findDestinations, ({ params, query }, { actor, read }) =>
    read(async (tx) => {
      const person = await findPerson(tx, params.personId);
      if (person === null) return refuse('not-found');
      const allowed = permit(actor.grants, 'manage-roster', person.place);
      return isRefusal(allowed) ? allowed : { branches: await destinationsFor(tx, person, query.text, actor) };
    }),
  );

  serve(wire.proposeTransfer, ({ params, body }, context) =>
    runCommand(context, proposeTransferCommand, { ...body, ...params }),
  );
  serve(wire.acceptTransfer, ({ params, body }, context) =>
    runCommand(context, acceptTransferCommand, { ...body, ...params }),
  );
  serve(wire.declineTransfer, ({ params, body }, context) =>
    runCommand(context, declineTransferCommand, { ...body, ...params }),
  );
  serve(wire.withdrawTransfer, ({ params, body }, context) =>
    runCommand(context, withdrawTransferCommand, { ...body, ...params }),
  );

  serve.list(wire.listTransfers, transferSheets, ({ params, query }, context) =>
    readNode(context, params.organisationId, (tx, node) => transfersAt(tx, node, query, context.actor)),
  );

  serve(wire.findNamesakes, ({ params, query }, context) =>
    readNode(context, params.organisationId, async (tx, node) => {
      const allowed = permit(context.actor.grants, 'manage-roster', node.place);
      return isRefusal(allowed) ? allowed : namesakesOf(tx, node.regionId, query.name, query.bornIn ?? null);
    }),
  );

  serve(wire.addMember, ({ params, body }, context) => runCommand(context, addMemberCommand, { ...body, ...params }));
  serve(wire.endMembership, ({ params, body }, context) =>
    runCommand(context, endMembershipCommand, { ...body, ...params }),
  );
  serve(wire.voidMembershipEnd, ({ params, body }, context) =>
    runCommand(context, voidMembershipEndCommand, { ...body, ...params }),
  );
  serve(wire.changeStanding, ({ params, body }, context) =>
    runCommand(context, changeStandingCommand, { ...body, ...params }),
  );
  serve(wire.correctPerson, ({ params, body }, context) =>
    runCommand(context, correctPersonCommand, { ...body, ...params }),
  );

  serve(wire.readHistory, ({ params }, { actor, read }) =>
    read(async (tx) => {
      const person = await findPerson(tx, params.personId);
      const mayRead = person !== null && (person.id === actor.personId || mayActOn(actor.grants, 'read', person.place));
      return mayRead ? historyOf(tx, person, actor) : refuse('not-found');
    }),
  );
}
