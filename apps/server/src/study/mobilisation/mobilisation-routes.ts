import {
  holdForPlace,
  listHeldFor,
  listMobilisation,
  listQuietBranches,
  withdrawHeldFor,
} from '@muster/contract/study';
import { readNode } from '../../organisation/index.ts';
import { runCommand } from '../../platform/command.ts';
import type { Serve } from '../../platform/http/serve.ts';
import { holdForPlaceCommand } from '../commands/hold-for-place.ts';
import { withdrawHeldForCommand } from '../commands/withdraw-held-for.ts';
import { ofActivity } from '../of-activity.ts';
import { mobilisationSheets, quietSheets } from '../sheets.ts';
import { heldForAnswer } from './held-for.view.ts';
import { mobilisationAt } from './mobilisation.view.ts';
import { quietBranchesAt } from './quiet-branches.view.ts';

/** Who has met and who has not: what every level holds, and branches that were quiet. */
export function mobilisationRoutes(serve: Serve): void {
  serve.list(listMobilisation, mobilisationSheets, ({ params, query }, context) =>
    readNode(context, params.organisationId, (tx, node) => mobilisationAt(tx, node, query, context)),
  );

  serve.list(listQuietBranches, quietSheets, ({ params, query }, context) =>
    readNode(context, params.organisationId, (tx, node) => quietBranchesAt(tx, node, query, context)),
  );

  serve(listHeldFor, ({ params }, { actor, read }) =>
    read((tx) => ofActivity(tx, params.activityId, actor, (activity) => heldForAnswer(tx, activity, actor))),
  );

  serve(holdForPlace, ({ params, body }, context) => runCommand(context, holdForPlaceCommand, { ...params, ...body }));

  serve(withdrawHeldFor, ({ params, body }, context) =>
    runCommand(context, withdrawHeldForCommand, { ...params, ...body }),
  );
}
