import {
  changeBatchPlan,
  extendStage,
  listBatches,
  listCoverage,
  openBatch,
  openPlannedBatch,
  planBatch,
  previewExtension,
  readCoverage,
} from '@muster/contract/campaign';
import { permit } from '@muster/core/access';
import { isRefusal, refuse } from '@muster/core/kernel';
import { findNode, type Node } from '../organisation/index.ts';
import { runCommand, type Refused } from '../platform/command.ts';
import type { Context } from '../platform/context.ts';
import type { ReadTx } from '../platform/database/db.ts';
import type { Serve } from '../platform/http/serve.ts';
import { findBatch } from './batches.ts';
import { batchList } from './batches.view.ts';
import { changeBatchPlanCommand } from './commands/change-batch-plan.ts';
import { extendStageCommand } from './commands/extend-stage.ts';
import { openBatchCommand } from './commands/open-batch.ts';
import { openPlannedBatchCommand } from './commands/open-planned-batch.ts';
import { planBatchCommand } from './commands/plan-batch.ts';
import { coverageFigures, coverageList } from './coverage.view.ts';
import { extensionPreview } from './extension.view.ts';
import { findCampaign, isWithin, type CampaignState } from './queries.ts';
import { coverageSheets } from './sheets.ts';

export function batchRoutes(serve: Serve): void {
  serve(openBatch, ({ params, body }, context) =>
    runCommand(context, openBatchCommand, { ...body, reason: body.reason ?? null, campaignId: params.campaignId }),
  );

  serve(listBatches, ({ params }, context) =>
    context.read(async (tx) => {
      const campaign = await findCampaign(tx, params.campaignId);
      return campaign === null ? refuse('not-found') : { batches: await batchList(tx, campaign, context.actor) };
    }),
  );

  serve(planBatch, ({ params, body }, context) =>
    runCommand(context, planBatchCommand, { ...body, campaignId: params.campaignId }),
  );

  serve(changeBatchPlan, ({ params, body }, context) =>
    runCommand(context, changeBatchPlanCommand, { ...body, batchId: params.batchId }),
  );

  serve(openPlannedBatch, ({ params, body }, context) =>
    runCommand(context, openPlannedBatchCommand, { ...body, reason: body.reason ?? null, batchId: params.batchId }),
  );

  serve(readCoverage, ({ params }, context) =>
    atManaged(context, params, (tx, campaign, node) => coverageFigures(tx, campaign, node.place.path, context.at)),
  );

  serve.list(listCoverage, coverageSheets, ({ params, query }, context) =>
    atManaged(context, params, (tx, campaign, node) => coverageList(tx, campaign, node.place.path, query)),
  );

  serve(previewExtension, ({ params: { batchId, organisationId }, query }, context) =>
    context.read(async (tx) => {
      const batch = await findBatch(tx, batchId);
      const node = await findNode(tx, organisationId);
      if (batch === null || node === null) return refuse('not-found');
      const allowed = permit(context.actor.grants, 'manage-campaign', node.place);
      if (isRefusal(allowed)) return allowed;
      const window = batch.windows.find(({ code }) => code === query.stage);
      if (window === undefined) return refuse('invalid-input', {}, 'stage');
      return extensionPreview(tx, { batch, window, nodePath: node.place.path });
    }),
  );

  serve(extendStage, ({ params, body }, context) =>
    runCommand(context, extendStageCommand, { ...body, batchId: params.batchId }),
  );
}

/** What whoever manages a campaign at a node may read there. */
async function atManaged<T>(
  context: Context,
  { campaignId, organisationId }: { readonly campaignId: string; readonly organisationId: string },
  show: (tx: ReadTx, campaign: CampaignState, node: Node) => Promise<T>,
): Promise<T | Refused> {
  return context.read(async (tx) => {
    const campaign = await findCampaign(tx, campaignId);
    const node = await findNode(tx, organisationId);
    if (campaign === null || node === null) return refuse('not-found');
    const allowed = permit(context.actor.grants, 'manage-campaign', node.place);
    if (isRefusal(allowed)) return allowed;
    return isWithin(campaign, node) ? show(tx, campaign, node) : refuse('not-found');
  });
}
