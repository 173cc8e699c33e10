import {
  exportOrganisations,
  importOrganisations,
  listChildren,
  listRoots,
  readOrganisation,
} from '@muster/contract/organisation';
import { permit } from '@muster/core/access';
import { isRefusal, refuse, type Refusal } from '@muster/core/kernel';
import { runCommand } from '../platform/command.ts';
import type { Context } from '../platform/context.ts';
import type { ReadTx } from '../platform/database/db.ts';
import type { Serve } from '../platform/http/serve.ts';
import { importOrganisationsCommand } from './commands/import-organisations.ts';
import { writeCsv } from './csv.ts';
import { writtenBeneath } from './export.view.ts';
import { organisationOf } from './organisation.view.ts';
import { findNode, type Node } from './queries.ts';
import { childrenOf, rootsOf } from './tree.view.ts';

export function routes(serve: Serve): void {
  serve(listRoots, async (_input, context) => ({ nodes: await context.read((tx) => rootsOf(tx, context.actor)) }));

  serve(listChildren, ({ params }, context) =>
    readNode(context, params.organisationId, async (tx, node) => ({ nodes: await childrenOf(tx, node) })),
  );

  serve(readOrganisation, ({ params }, context) => readNode(context, params.organisationId, organisationOf));

  serve(importOrganisations, ({ params, body }, context) =>
    runCommand(context, importOrganisationsCommand, { ...body, organisationId: params.organisationId }),
  );

  serve(exportOrganisations, ({ params }, context) =>
    readNode(context, params.organisationId, async (tx, node) => ({
      fileName: `${node.name}-组织.csv`,
      csv: writeCsv(await writtenBeneath(tx, node)),
    })),
  );
}

/** What a page shows of a node to whoever may read it; a node above one's own place is known by name alone. */
export async function readNode<T>(
  context: Context,
  id: string,
  show: (tx: ReadTx, node: Node) => Promise<T>,
): Promise<T | Refusal<'not-found' | 'not-permitted'>> {
  return context.read(async (tx) => {
    const node = await findNode(tx, id);
    if (node === null) return refuse('not-found');
    const allowed = permit(context.actor.grants, 'read', node.place);
    return isRefusal(allowed) ? allowed : show(tx, node);
  });
}
