import { assignUnit, formTeam, joinTeam, leaveTeam, listTeams, releaseUnit } from '@muster/contract/supervision';
import { permit } from '@muster/core/access';
import { isRefusal, refuse } from '@muster/core/kernel';
import { findNode } from '../organisation/index.ts';
import { runCommand } from '../platform/command.ts';
import type { Serve } from '../platform/http/serve.ts';
import { assignUnitCommand } from './commands/assign-unit.ts';
import { formTeamCommand } from './commands/form-team.ts';
import { joinTeamCommand } from './commands/join-team.ts';
import { leaveTeamCommand } from './commands/leave-team.ts';
import { releaseUnitCommand } from './commands/release-unit.ts';
import { teamsBeneath } from './teams.view.ts';

export function routes(serve: Serve): void {
  serve(listTeams, ({ params }, context) =>
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

  serve(releaseUnit, ({ params }, context) => runCommand(context, releaseUnitCommand, params));
}
