import {
  listOutstanding,
  listStagesBeneath,
  listStandings,
  listUnitsIn,
  readOverview,
  readStatistics,
} from '@muster/contract/rollup';
import { civilDateAt, type CivilDate } from '@muster/core/kernel';
import { readNode } from '../organisation/index.ts';
import type { Context } from '../platform/context.ts';
import type { Serve } from '../platform/http/serve.ts';
import { stagesBeneath } from './beneath.view.ts';
import { overviewOf } from './overview.view.ts';
import { owedBeneath } from './owed.view.ts';
import { beneathSheets, outstandingSheets, overviewSheets, standingSheets, unitSheets } from './sheets.ts';
import { statisticsSheets } from './statistics-sheets.ts';
import { statisticsOf } from './statistics.view.ts';
import { standingsBeneath, unitsIn } from './units-in.view.ts';

export function routes(serve: Serve): void {
  serve.list(readOverview, overviewSheets, ({ params, query }, context) =>
    readNode(context, params.organisationId, (tx, node) =>
      overviewOf(tx, node, query.batch, context, todayOf(context)),
    ),
  );

  serve.list(readStatistics, statisticsSheets, ({ params, query }, context) =>
    readNode(context, params.organisationId, (tx, node) =>
      statisticsOf(tx, node, query.batch, context, todayOf(context)),
    ),
  );

  serve.list(listStandings, standingSheets, ({ params, query }, context) =>
    readNode(context, params.organisationId, (tx, node) => standingsBeneath(tx, node, query, context)),
  );

  serve.list(listStagesBeneath, beneathSheets, ({ params, query }, context) =>
    readNode(context, params.organisationId, (tx, node) => stagesBeneath(tx, node, query, context, todayOf(context))),
  );

  serve.list(listUnitsIn, unitSheets, ({ params, query }, context) =>
    readNode(context, params.organisationId, (tx, node) => unitsIn(tx, node, query, context)),
  );

  serve.list(listOutstanding, outstandingSheets, ({ params, query }, context) =>
    readNode(context, params.organisationId, (tx, node) => owedBeneath(tx, node, query, context, todayOf(context))),
  );
}

function todayOf({ at, platform }: Context): CivilDate {
  return civilDateAt(at, platform.timeZone);
}
