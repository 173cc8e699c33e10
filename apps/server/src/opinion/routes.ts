import { listBurdens, reportBurden } from '@muster/contract/opinion';
import { permit } from '@muster/core/access';
import { isRefusal, refuse } from '@muster/core/kernel';
import { findNode } from '../organisation/index.ts';
import { runCommand } from '../platform/command.ts';
import type { Serve } from '../platform/http/serve.ts';
import { reportBurdenCommand } from './commands/report-burden.ts';
import { burdensBeneath } from './queries.ts';
import { burdenSheets } from './sheets.ts';

export function routes(serve: Serve): void {
  serve(reportBurden, ({ body }, context) => runCommand(context, reportBurdenCommand, body));

  serve.list(listBurdens, burdenSheets, ({ params, query }, { actor, read }) =>
    read(async (tx) => {
      const node = await findNode(tx, params.organisationId);
      if (node === null) return refuse('not-found');
      const allowed = permit(actor.grants, 'read-burdens', node.place);
      return isRefusal(allowed) ? allowed : burdensBeneath(tx, node.place.path, query.after, query.limit);
    }),
  );
}
