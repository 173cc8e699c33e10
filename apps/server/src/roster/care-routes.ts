import * as wire from '@muster/contract/roster';
import { refuse } from '@muster/core/kernel';
import { readNode } from '../organisation/index.ts';
import { runCommand } from '../platform/command.ts';
import type { Serve } from '../platform/http/serve.ts';
import { recordContactCommand } from './commands/record-contact.ts';
import { reportInCommand } from './commands/report-in.ts';
import { setRepresentativeQuotaCommand } from './commands/set-representative-quota.ts';
import { voidContactCommand } from './commands/void-contact.ts';
import { leftBehindAt } from './left-behind.view.ts';
import { representativeGaps, representativesOf } from './representatives.view.ts';
import { gapSheets, leftBehindSheets } from './sheets.ts';

/** Nobody is left behind; and units have the representatives they are to have. */
export function careRoutes(serve: Serve): void {
  serve(wire.recordContact, ({ params, body }, context) =>
    runCommand(context, recordContactCommand, { ...body, ...params }),
  );
  serve(wire.reportIn, ({ params, body }, context) => runCommand(context, reportInCommand, { ...body, ...params }));
  serve(wire.voidContact, ({ params, body }, context) =>
    runCommand(context, voidContactCommand, { ...body, ...params }),
  );

  serve.list(wire.listLeftBehind, leftBehindSheets, ({ params, query }, context) =>
    readNode(context, params.organisationId, (tx, node) => leftBehindAt(tx, node, query, context)),
  );

  serve(wire.readRepresentatives, ({ params }, context) =>
    readNode(context, params.unitId, async (tx, node) => {
      if (node.kind !== 'unit') return refuse('not-found');
      return representativesOf(tx, node, context.platform.timeZone, context.actor);
    }),
  );
  serve(wire.setRepresentativeQuota, ({ params, body }, context) =>
    runCommand(context, setRepresentativeQuotaCommand, { ...body, ...params }),
  );
  serve.list(wire.listRepresentativeGaps, gapSheets, ({ params, query }, context) =>
    readNode(context, params.organisationId, (tx, node) => representativeGaps(tx, node, query)),
  );
}
