import {
  checkRemedy,
  closeOrganisation,
  editOrganisation,
  flagOrganisation,
  listChildrenOn,
  listRemedies,
  mergeOrganisation,
  moveOrganisation,
  readChangeEffects,
  readOrganisationRecord,
  reportRemedy,
} from '@muster/contract/organisation';
import { permit } from '@muster/core/access';
import { civilDateAt, isRefusal, refuse } from '@muster/core/kernel';
import { runCommand } from '../platform/command.ts';
import type { Serve } from '../platform/http/serve.ts';
import { childrenOn } from './children-on.view.ts';
import { checkRemedyCommand } from './commands/check-remedy.ts';
import { closeOrganisationCommand } from './commands/close-organisation.ts';
import { editOrganisationCommand } from './commands/edit-organisation.ts';
import { flagOrganisationCommand } from './commands/flag-organisation.ts';
import { mergeOrganisationCommand } from './commands/merge-organisation.ts';
import { moveOrganisationCommand } from './commands/move-organisation.ts';
import { reportRemedyCommand } from './commands/report-remedy.ts';
import { effectsOf } from './effects.view.ts';
import { readNode } from './read-node.ts';
import { recordOf } from './record.view.ts';
import { remediesBeneath } from './remedies/remedies.view.ts';
import { remedySheets } from './sheets.ts';

/** An organisation's own page, and everything that changes one. */
export function changeRoutes(serve: Serve): void {
  serve(readOrganisationRecord, ({ params }, context) =>
    readNode(context, params.organisationId, (tx, node) => recordOf(tx, node, context.actor)),
  );
  serve(readChangeEffects, ({ params }, context) =>
    readNode(context, params.organisationId, async (tx, node) => {
      const allowed = permit(context.actor.grants, 'manage-organisations', node.place);
      return isRefusal(allowed) ? allowed : effectsOf(tx, node);
    }),
  );
  serve(listChildrenOn, async ({ params: { organisationId, on } }, context) => {
    const today = civilDateAt(context.at, context.platform.timeZone);
    if (on > today) return refuse('day-in-future', { today }, 'on');
    return readNode(context, organisationId, (tx, node) => childrenOn(tx, node, on));
  });
  serve(editOrganisation, ({ params, body }, context) =>
    runCommand(context, editOrganisationCommand, { ...body, ...params }),
  );
  serve(moveOrganisation, ({ params, body }, context) =>
    runCommand(context, moveOrganisationCommand, { ...body, ...params }),
  );
  serve(closeOrganisation, ({ params, body }, context) =>
    runCommand(context, closeOrganisationCommand, { ...body, ...params }),
  );
  serve(mergeOrganisation, ({ params, body }, context) =>
    runCommand(context, mergeOrganisationCommand, { ...body, ...params }),
  );
  serve.list(listRemedies, remedySheets, ({ params, query }, context) =>
    readNode(context, params.organisationId, (tx, node) =>
      remediesBeneath(tx, node, query, context.actor, civilDateAt(context.at, context.platform.timeZone)),
    ),
  );
  serve(flagOrganisation, ({ params, body }, context) =>
    runCommand(context, flagOrganisationCommand, { ...body, ...params }),
  );
  serve(reportRemedy, ({ params, body }, context) => runCommand(context, reportRemedyCommand, { ...body, ...params }));
  serve(checkRemedy, ({ params, body }, context) => runCommand(context, checkRemedyCommand, { ...body, ...params }));
}
