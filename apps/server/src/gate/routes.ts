import {
  applyForTransition,
  decideTransition,
  decideTransitions,
  endorseTransition,
  endorseTransitions,
  listGates,
  listTransitions,
  readGate,
  returnTransition,
} from '@muster/contract/gate';
import { mayActOn } from '@muster/core/access';
import { refuse } from '@muster/core/kernel';
import { findNodes, readNode } from '../organisation/index.ts';
import { runCommand } from '../platform/command.ts';
import type { Serve } from '../platform/http/serve.ts';
import { applyCommand } from './commands/apply-for-transition.ts';
import { decideCommand } from './commands/decide-transition.ts';
import { decideManyCommand } from './commands/decide-transitions.ts';
import { endorseCommand } from './commands/endorse-transition.ts';
import { endorseManyCommand } from './commands/endorse-transitions.ts';
import { returnCommand } from './commands/return-transition.ts';
import { gatesOf } from './gate.view.ts';
import { openTransitions } from './transitions.view.ts';
import { transitionSheets } from './sheets.ts';

export function routes(serve: Serve): void {
  serve(readGate, ({ params }, context) =>
    readNode(
      context,
      params.unitId,
      async (tx, node) => (await gatesOf(tx, [node], context))[0] ?? refuse('not-found'),
    ),
  );

  serve(listGates, ({ query }, context) =>
    context.read(async (tx) => {
      const ids = [...new Set(query.units.split(','))];
      const found = await findNodes(tx, ids);
      const readable = ids
        .flatMap((id) => found.get(id) ?? [])
        .filter(({ place }) => mayActOn(context.actor.grants, 'read', place));
      return { gates: await gatesOf(tx, readable, context) };
    }),
  );

  serve.list(listTransitions, transitionSheets, ({ query }, context) =>
    context.read((tx) => openTransitions(tx, query, context)),
  );

  serve(applyForTransition, ({ params, body }, context) =>
    runCommand(context, applyCommand, { unitId: params.unitId, judgedHash: body.judgedHash }),
  );

  serve(endorseTransition, ({ params, body }, context) =>
    runCommand(context, endorseCommand, { transitionId: params.transitionId, note: body.note }),
  );

  serve(returnTransition, ({ params, body }, context) =>
    runCommand(context, returnCommand, { transitionId: params.transitionId, reason: body.reason }),
  );

  serve(decideTransition, ({ params, body }, context) =>
    runCommand(context, decideCommand, { ...body, transitionId: params.transitionId }),
  );

  serve(endorseTransitions, ({ body }, context) => runCommand(context, endorseManyCommand, body));

  serve(decideTransitions, ({ body }, context) => runCommand(context, decideManyCommand, body));
}
