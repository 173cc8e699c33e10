import {
  askExtension,
  checkDeliverable,
  checkDeliverables,
  decideExtension,
  exemptObligation,
  exemptObligations,
  listExtensions,
  listNotices,
  listObligations,
  listOwed,
  listToCheck,
  markNoticesRead,
  readBurdenAsked,
  readObligation,
  readOwed,
  readToDo,
  readUnread,
  submitDeliverable,
  submitDeliverables,
  takeBackExemption,
} from '@muster/contract/obligation';
import { permit } from '@muster/core/access';
import { civilDateAt, isRefusal, refuse } from '@muster/core/kernel';
import { idAtHand } from '../campaign/index.ts';
import { readNode } from '../organisation/index.ts';
import { runCommand } from '../platform/command.ts';
import type { Context } from '../platform/context.ts';
import type { Serve } from '../platform/http/serve.ts';
import { askExtensionCommand } from './commands/ask-extension.ts';
import { checkDeliverableCommand } from './commands/check-deliverable.ts';
import { checkDeliverablesCommand } from './commands/check-deliverables.ts';
import { decideExtensionCommand } from './commands/decide-extension.ts';
import { exemptObligationCommand } from './commands/exempt-obligation.ts';
import { exemptObligationsCommand } from './commands/exempt-obligations.ts';
import { markNoticesReadCommand } from './commands/mark-notices-read.ts';
import { submitDeliverableCommand } from './commands/submit-deliverable.ts';
import { submitDeliverablesCommand } from './commands/submit-deliverables.ts';
import { takeBackExemptionCommand } from './commands/take-back-exemption.ts';
import { burdenAskedAt } from './burden-asked.view.ts';
import { burdenSheets } from './burden-sheets.ts';
import { noticesOf, unreadOf } from './notices.view.ts';
import { obligationsAt, obligationWithVersions, toCheckBy, type Onlooker } from './obligations.view.ts';
import { owedInDetail, requestsForTime } from './relief.view.ts';
import { owedAt, owedBy, toDo } from './to-do.view.ts';
import { obligationSheets, owedSheets, toDoSheets } from './sheets.ts';

export function routes(serve: Serve): void {
  serve.list(listObligations, obligationSheets, ({ params, query }, context) =>
    readNode(context, params.organisationId, (tx, node) => obligationsAt(tx, node, query, onlooker(context), context)),
  );

  serve.list(readBurdenAsked, burdenSheets, ({ params, query }, context) =>
    readNode(context, params.organisationId, (tx, node) => burdenAskedAt(tx, node, query, context)),
  );

  serve.list(readToDo, toDoSheets, ({ query }, context) =>
    context.read((tx) => toDo(tx, owedBy(context.actor), query, onlooker(context))),
  );

  serve.list(listOwed, owedSheets, ({ params, query }, context) =>
    readNode(context, params.organisationId, async (tx, node) => {
      const campaignId = await idAtHand(tx, node, context);
      return toDo(tx, owedAt(node, campaignId, query.personId), query, onlooker(context));
    }),
  );

  serve(readObligation, ({ params }, context) =>
    context.read(async (tx) => {
      const found = await obligationWithVersions(tx, params.obligationId, onlooker(context));
      if (found === null) return refuse('not-found');
      const allowed = permit(context.actor.grants, 'read', found.place);
      return isRefusal(allowed) ? allowed : found.answer;
    }),
  );

  serve(listToCheck, (_input, context) =>
    context.read(async (tx) => ({ obligations: await toCheckBy(tx, onlooker(context)) })),
  );

  serve(submitDeliverable, ({ params, body }, context) =>
    runCommand(context, submitDeliverableCommand, { ...body, obligationId: params.obligationId }),
  );

  serve(checkDeliverable, ({ params, body }, context) =>
    runCommand(context, checkDeliverableCommand, { ...body, deliverableId: params.deliverableId }),
  );

  serve(submitDeliverables, ({ body }, context) => runCommand(context, submitDeliverablesCommand, body));

  serve(checkDeliverables, ({ body }, context) => runCommand(context, checkDeliverablesCommand, body));

  serve(exemptObligations, ({ body }, context) => runCommand(context, exemptObligationsCommand, body));

  serve(readOwed, ({ params }, context) =>
    context.read(async (tx) => (await owedInDetail(tx, params.obligationId, onlooker(context))) ?? refuse('not-found')),
  );

  serve(listExtensions, (_input, context) =>
    context.read(async (tx) => ({ extensions: await requestsForTime(tx, onlooker(context)) })),
  );

  serve(listNotices, ({ query }, { actor, read }) => read((tx) => noticesOf(tx, actor.personId, query.before)));

  serve(readUnread, (_input, { actor, read }) => read(async (tx) => ({ unread: await unreadOf(tx, actor.personId) })));

  serve(markNoticesRead, ({ body }, context) => runCommand(context, markNoticesReadCommand, body));

  serve(askExtension, ({ params, body }, context) =>
    runCommand(context, askExtensionCommand, { ...body, obligationId: params.obligationId }),
  );

  serve(decideExtension, ({ params, body }, context) =>
    runCommand(context, decideExtensionCommand, { ...body, extensionId: params.extensionId }),
  );

  serve(exemptObligation, ({ params, body }, context) =>
    runCommand(context, exemptObligationCommand, { ...body, obligationId: params.obligationId }),
  );

  serve(takeBackExemption, ({ params }, context) =>
    runCommand(context, takeBackExemptionCommand, { obligationId: params.obligationId }),
  );
}

function onlooker({ actor, at, platform }: Context): Onlooker {
  return { actor, today: civilDateAt(at, platform.timeZone), timeZone: platform.timeZone };
}
