import { listStandings, readOverview } from '@muster/contract/rollup';
import { permit } from '@muster/core/access';
import { isRefusal, refuse } from '@muster/core/kernel';
import { findNode } from '../organisation/index.ts';
import type { Serve } from '../platform/http/serve.ts';
import { overviewOf, standingsBeneath } from './overview.view.ts';

export function routes(serve: Serve): void {
  serve(readOverview, ({ params }, context) =>
    context.read(async (tx) => {
      const node = await findNode(tx, params.organisationId);
      if (node === null) return refuse('not-found');
      const allowed = permit(context.actor.grants, 'read', node.place);
      return isRefusal(allowed) ? allowed : overviewOf(tx, node, context);
    }),
  );

  serve(listStandings, ({ params, query }, context) =>
    context.read(async (tx) => {
      const node = await findNode(tx, params.organisationId);
      if (node === null) return refuse('not-found');
      const allowed = permit(context.actor.grants, 'read', node.place);
      return isRefusal(allowed) ? allowed : { rows: await standingsBeneath(tx, node, query, context) };
    }),
  );
}
