import {
  answerOrder,
  assignUnit,
  assignUnits,
  checkAgain,
  checkOneself,
  formTeam,
  issueOrder,
  joinTeam,
  leaveTeam,
  listChanges,
  listFindings,
  listOwnOrders,
  listTeams,
  markVisit,
  readOrder,
  readSelfCheck,
  recordFinding,
  releaseUnit,
  verifyOrder,
} from '@muster/contract/supervision';
import { permit } from '@muster/core/access';
import { civilDateAt, isRefusal, refuse } from '@muster/core/kernel';
import { findNode, readNode } from '../organisation/index.ts';
import { runCommand } from '../platform/command.ts';
import type { Context } from '../platform/context.ts';
import type { Serve } from '../platform/http/serve.ts';
import { answerOrderCommand } from './commands/answer-order.ts';
import { checkAgainCommand } from './commands/check-again.ts';
import { checkOneselfCommand } from './commands/check-oneself.ts';
import { assignUnitCommand } from './commands/assign-unit.ts';
import { assignUnitsCommand } from './commands/assign-units.ts';
import { formTeamCommand } from './commands/form-team.ts';
import { issueOrderCommand } from './commands/issue-order.ts';
import { joinTeamCommand } from './commands/join-team.ts';
import { leaveTeamCommand } from './commands/leave-team.ts';
import { markVisitCommand } from './commands/mark-visit.ts';
import { recordFindingCommand } from './commands/record-finding.ts';
import { releaseUnitCommand } from './commands/release-unit.ts';
import { verifyOrderCommand } from './commands/verify-order.ts';
import { contactPointRoutes } from './contact-point/routes.ts';
import { changesOf } from './changes.view.ts';
import { findingsAt } from './findings.view.ts';
import { orderWithAnswers, ownOrders, type Onlooker } from './orders.view.ts';
import { teamSheets } from './team-sheets.ts';
import { teamsBeneath } from './teams.view.ts';
import { selfCheckOf } from './self-check.view.ts';
import { changeSheets, findingSheets } from './sheets.ts';

export function routes(serve: Serve): void {
  contactPointRoutes(serve);

  serve.list(listTeams, teamSheets, ({ params }, context) =>
    context.read(async (tx) => {
      const node = await findNode(tx, params.organisationId);
      if (node === null) return refuse('not-found');
      const allowed = permit(context.actor.grants, 'read', node.place);
      return isRefusal(allowed) ? allowed : teamsBeneath(tx, node, context);
    }),
  );

  serve(formTeam, ({ params, body }, context) =>
    runCommand(context, formTeamCommand, { organisationId: params.organisationId, name: body.name }),
  );

  serve(joinTeam, ({ params, body }, context) => runCommand(context, joinTeamCommand, { ...params, ...body }));

  serve(leaveTeam, ({ params }, context) => runCommand(context, leaveTeamCommand, params));

  serve(assignUnit, ({ params, body }, context) => runCommand(context, assignUnitCommand, { ...params, ...body }));

  serve(assignUnits, ({ params, body }, context) => runCommand(context, assignUnitsCommand, { ...params, ...body }));

  serve(releaseUnit, ({ params }, context) => runCommand(context, releaseUnitCommand, params));

  serve.list(listFindings, findingSheets, ({ params, query }, context) =>
    readNode(context, params.organisationId, (tx, node) => findingsAt(tx, node, query, onlooker(context), context)),
  );

  serve(recordFinding, ({ params, body }, context) =>
    runCommand(context, recordFindingCommand, { ...body, unitId: params.unitId }),
  );

  serve(issueOrder, ({ params, body }, context) =>
    runCommand(context, issueOrderCommand, { ...body, findingId: params.findingId }),
  );

  serve(markVisit, (_input, context) => runCommand(context, markVisitCommand, null));

  serve.list(listChanges, changeSheets, ({ query }, context) => context.read((tx) => changesOf(tx, query, context)));

  serve(listOwnOrders, (_input, context) => context.read((tx) => ownOrders(tx, onlooker(context))));

  serve(readOrder, ({ params }, context) =>
    context.read(async (tx) => {
      const found = await orderWithAnswers(tx, params.orderId, onlooker(context));
      if (found === null) return refuse('not-found');
      const allowed = permit(context.actor.grants, 'read', found.place);
      return isRefusal(allowed) ? allowed : found.answer;
    }),
  );

  serve(answerOrder, ({ params, body }, context) =>
    runCommand(context, answerOrderCommand, { ...body, orderId: params.orderId }),
  );

  serve(verifyOrder, ({ params, body }, context) =>
    runCommand(context, verifyOrderCommand, { ...body, answerId: params.answerId }),
  );

  serve(readSelfCheck, ({ params }, context) =>
    readNode(context, params.unitId, (tx, node) => selfCheckOf(tx, node, context)),
  );

  serve(checkOneself, ({ params, body }, context) =>
    runCommand(context, checkOneselfCommand, { ...body, unitId: params.unitId }),
  );

  serve(checkAgain, ({ params, body }, context) =>
    runCommand(context, checkAgainCommand, { ...body, checkId: params.checkId }),
  );
}

function onlooker({ actor, at, platform }: Context): Onlooker {
  return { actor, today: civilDateAt(at, platform.timeZone), timeZone: platform.timeZone };
}
