import { listEntries } from '@muster/contract/ledger';
import { pathsWith, permit } from '@muster/core/access';
import { isRefusal, refuse } from '@muster/core/kernel';
import { findNode, withFormerPlaces } from '../organisation/index.ts';
import type { Serve } from '../platform/http/serve.ts';
import { entriesBeneath } from './queries.ts';
import { entrySheets } from './sheets.ts';

export function routes(serve: Serve): void {
  serve.list(listEntries, entrySheets, ({ params, query }, { actor, read }) =>
    read(async (tx) => {
      const node = await findNode(tx, params.organisationId);
      if (node === null) return refuse('not-found');
      const allowed = permit(actor.grants, 'read', node.place);
      return isRefusal(allowed)
        ? allowed
        : withFormerPlaces(tx, node, actor, (formerly) => {
            const places = [node.place.path, ...formerly];
            return entriesBeneath(tx, places, query.after, query.limit, pathsWith(actor.grants, 'read'));
          });
    }),
  );
}
