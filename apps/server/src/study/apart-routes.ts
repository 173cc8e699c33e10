import {
  listMakeUps,
  logSelfStudy,
  readStudyApart,
  recordMakeUp,
  recordMakeUps,
  voidMakeUp,
  voidSelfStudy,
} from '@muster/contract/study';
import { mayActOn, permit } from '@muster/core/access';
import { isRefusal, refuse } from '@muster/core/kernel';
import { findNode } from '../organisation/index.ts';
import { runCommand } from '../platform/command.ts';
import type { Serve } from '../platform/http/serve.ts';
import { findPerson } from '../roster/index.ts';
import { logSelfStudyCommand } from './commands/log-self-study.ts';
import { recordMakeUpCommand } from './commands/record-make-up.ts';
import { recordMakeUpsCommand } from './commands/record-make-ups.ts';
import { voidMakeUpCommand } from './commands/void-make-up.ts';
import { voidSelfStudyCommand } from './commands/void-self-study.ts';
import { makeUpsOf } from './make-up/make-ups.view.ts';
import { mayWriteFor } from './self-study/student-at-hand.ts';
import { studyApartOf } from './self-study/study-apart.view.ts';

/** Study without a meeting: what is made up, and what is studied alone. */
export function apartRoutes(serve: Serve): void {
  serve(listMakeUps, ({ params, query }, context) =>
    context.read(async (tx) => {
      const branch = await findNode(tx, params.branchId);
      if (branch?.kind !== 'branch') return refuse('not-found');
      const allowed = permit(context.actor.grants, 'read', branch.place);
      return isRefusal(allowed) ? allowed : makeUpsOf(tx, branch, query, context);
    }),
  );

  serve(recordMakeUp, ({ params, body }, context) => runCommand(context, recordMakeUpCommand, { ...params, ...body }));

  serve(recordMakeUps, ({ body }, context) => runCommand(context, recordMakeUpsCommand, body));

  serve(voidMakeUp, ({ params, body }, context) => runCommand(context, voidMakeUpCommand, { ...params, ...body }));

  // Everybody may read oneself; whom one may not read does not exist.
  serve(readStudyApart, ({ params: { personId } }, context) =>
    context.read(async (tx) => {
      const { actor } = context;
      const person = await findPerson(tx, personId);
      const mayRead = person !== null && (person.id === actor.personId || mayActOn(actor.grants, 'read', person.place));
      return mayRead ? studyApartOf(tx, person, mayWriteFor(actor, person), context) : refuse('not-found');
    }),
  );

  serve(logSelfStudy, ({ params, body }, context) => runCommand(context, logSelfStudyCommand, { ...params, ...body }));

  serve(voidSelfStudy, ({ params, body }, context) =>
    runCommand(context, voidSelfStudyCommand, { ...params, ...body }),
  );
}
