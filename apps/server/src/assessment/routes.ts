import {
  confirmAssessment,
  endPool,
  enterCount,
  formPool,
  listAssessments,
  listPools,
  openAssessment,
  readAssessment,
  reportAssessment,
} from '@muster/contract/assessment';
import { permit } from '@muster/core/access';
import { isRefusal, refuse } from '@muster/core/kernel';
import { idAtHand } from '../campaign/index.ts';
import { findNode, readNode, withFormerPlaces } from '../organisation/index.ts';
import { runCommand } from '../platform/command.ts';
import type { Serve } from '../platform/http/serve.ts';
import { assessmentsFor, pageOfAssessments } from './assessments.view.ts';
import { votesThatCameAlong } from './came-along.view.ts';
import { attemptSheets } from './attempt-sheets.ts';
import { confirmAssessmentCommand } from './commands/confirm-assessment.ts';
import { endPoolCommand } from './commands/end-pool.ts';
import { enterCountCommand } from './commands/enter-count.ts';
import { formPoolCommand } from './commands/form-pool.ts';
import { openAssessmentCommand } from './commands/open-assessment.ts';
import { reportAssessmentCommand } from './commands/report-assessment.ts';
import { openingOf } from './may-open.view.ts';
import { poolsAt } from './pools.view.ts';
import { poolSheets } from './sheets.ts';

export function routes(serve: Serve): void {
  serve.list(listAssessments, attemptSheets, ({ params, query }, context) =>
    context.read(async (tx) => {
      const node = await findNode(tx, params.organisationId);
      if (node === null) return refuse('not-found');
      const allowed = permit(context.actor.grants, 'read', node.place);
      if (isRefusal(allowed)) return allowed;
      const campaignId = await idAtHand(tx, node, context);
      const nothing = {
        assessments: [],
        all: 0,
        next: null,
        mayOpen: false,
        tooFew: null,
        openRefusal: null,
        together: null,
        cameAlong: [],
      };
      if (campaignId === null) return nothing;
      const page = await withFormerPlaces(tx, node, context.actor, (formerly) =>
        pageOfAssessments(tx, { beneath: [node.place.path, ...formerly], campaignId, ...query }, context.actor),
      );
      const { pool, ...opening } = await openingOf(tx, node, context);
      const together = pool?.units.map(({ unitId, name }) => ({ id: unitId, name })) ?? null;
      const cameAlong = query.after === undefined ? await votesThatCameAlong(tx, node, campaignId) : [];
      return { ...page, ...opening, together, cameAlong };
    }),
  );

  serve(readAssessment, ({ params }, context) =>
    context.read(async (tx) => {
      const read = () => assessmentsFor(tx, { id: params.assessmentId }, context.actor);
      const [here] = await read();
      const [formerly] = here === undefined ? await withFormerPlaces(tx, null, context.actor, read) : [];
      if (formerly !== undefined) return { assessment: formerly.answer };
      if (here === undefined) return refuse('not-found');
      const allowed = permit(context.actor.grants, 'read', here.record.place);
      return isRefusal(allowed) ? allowed : { assessment: here.answer };
    }),
  );

  serve(openAssessment, ({ params, body }, context) =>
    runCommand(context, openAssessmentCommand, { unitId: params.unitId, heldOn: body.heldOn }),
  );

  serve(enterCount, ({ params, body }, context) =>
    runCommand(context, enterCountCommand, { assessmentId: params.assessmentId, papers: body }),
  );

  serve(confirmAssessment, ({ params }, context) =>
    runCommand(context, confirmAssessmentCommand, { assessmentId: params.assessmentId }),
  );

  serve(reportAssessment, ({ params, body }, context) =>
    runCommand(context, reportAssessmentCommand, { ...body, assessmentId: params.assessmentId }),
  );

  serve.list(listPools, poolSheets, ({ params }, context) =>
    readNode(context, params.organisationId, (tx, node) => poolsAt(tx, node, context)),
  );

  serve(formPool, ({ params, body }, context) =>
    runCommand(context, formPoolCommand, { organisationId: params.organisationId, unitIds: body.unitIds }),
  );

  serve(endPool, ({ params, body }, context) =>
    runCommand(context, endPoolCommand, { poolId: params.poolId, reason: body.reason }),
  );
}
