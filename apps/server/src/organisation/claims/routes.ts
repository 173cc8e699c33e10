import {
  listCounted,
  listDifferences,
  readReconciliation,
  stateClaims,
  voidClaim,
} from '@muster/contract/organisation';
import { refuse, type Refusal } from '@muster/core/kernel';
import { runCommand } from '../../platform/command.ts';
import type { Context } from '../../platform/context.ts';
import type { ReadTx } from '../../platform/database/db.ts';
import type { Serve } from '../../platform/http/serve.ts';
import { stateClaimsCommand } from '../commands/state-claims.ts';
import { voidClaimCommand } from '../commands/void-claim.ts';
import type { Node } from '../queries.ts';
import { isBatch } from './batches-at.view.ts';
import { countedRows } from './counted.view.ts';
import { differencesBeneath } from './differences.view.ts';
import { reconciliationOf } from './reconciliation.view.ts';
import { countedSheets } from './sheets.ts';

type ReadNode = <T>(
  context: Context,
  id: string,
  show: (tx: ReadTx, node: Node) => Promise<T>,
) => Promise<T | Refusal<'not-found' | 'not-permitted' | 'of-another-campaign'>>;

export function claimRoutes(serve: Serve, readNode: ReadNode): void {
  serve(readReconciliation, ({ params }, context) =>
    readNode(context, params.organisationId, (tx, node) => reconciliationOf(tx, node, context)),
  );

  serve.list(listCounted, countedSheets, ({ params, query: { measure, batch, by, of, ...page } }, context) =>
    readNode(context, params.organisationId, async (tx, node) => {
      if (batch !== undefined && !(await isBatch(tx, batch))) return refuse('not-found');
      const codes = (of ?? '').split(',').map((code) => (code === '' ? null : code));
      return countedRows(
        tx,
        node,
        { measure, batchId: batch ?? null },
        by === undefined ? null : { by, of: codes },
        page,
        context.actor,
      );
    }),
  );

  serve(listDifferences, ({ params, query }, context) =>
    readNode(context, params.organisationId, (tx, node) => differencesBeneath(tx, node, query.limit)),
  );

  serve(stateClaims, ({ params, body }, context) =>
    runCommand(context, stateClaimsCommand, { ...body, organisationId: params.organisationId }),
  );

  serve(voidClaim, ({ params, body }, context) =>
    runCommand(context, voidClaimCommand, { claimId: params.claimId, reason: body.reason }),
  );
}
