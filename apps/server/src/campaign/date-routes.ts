import {
  askForDates,
  changeTrack,
  decideDateRequest,
  listDateRequests,
  planStages,
  readUnitDates,
} from '@muster/contract/campaign';
import { refuse } from '@muster/core/kernel';
import { readNode } from '../organisation/index.ts';
import { runCommand } from '../platform/command.ts';
import type { Serve } from '../platform/http/serve.ts';
import { askForDatesCommand } from './commands/ask-for-dates.ts';
import { changeTrackCommand } from './commands/change-track.ts';
import { decideDateRequestCommand } from './commands/decide-date-request.ts';
import { planStagesCommand } from './commands/plan-stages.ts';
import { awaitingRequests } from './date-requests.view.ts';
import { dateRequestSheets } from './sheets.ts';
import { datesOfUnit } from './unit-dates.view.ts';

export function dateRoutes(serve: Serve): void {
  serve(readUnitDates, async ({ params }, context) =>
    readNode(context, params.unitId, async (tx, unit) =>
      unit.kind === 'unit' ? datesOfUnit(tx, unit, context) : refuse('not-found'),
    ),
  );

  serve(planStages, ({ params, body }, context) =>
    runCommand(context, planStagesCommand, { ...body, unitId: params.unitId }),
  );

  serve(askForDates, ({ params, body }, context) =>
    runCommand(context, askForDatesCommand, { ...body, unitId: params.unitId }),
  );

  serve.list(listDateRequests, dateRequestSheets, ({ query }, context) =>
    context.read((tx) => awaitingRequests(tx, query, context)),
  );

  serve(decideDateRequest, ({ params, body }, context) =>
    runCommand(context, decideDateRequestCommand, { ...body, requestId: params.requestId }),
  );

  serve(changeTrack, ({ params, body }, context) =>
    runCommand(context, changeTrackCommand, { ...body, unitId: params.unitId }),
  );
}
