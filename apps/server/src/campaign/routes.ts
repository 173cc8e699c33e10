import {
  closeCampaign,
  listCampaigns,
  listLayerChoices,
  listPlaybooks,
  loadPlaybook,
  putLayer,
  readCampaignsAt,
  readClosing,
  readPlaybookInForce,
  startCampaign,
} from '@muster/contract/campaign';
import { permit } from '@muster/core/access';
import { isRefusal, refuse } from '@muster/core/kernel';
import { findNode } from '../organisation/index.ts';
import { runCommand } from '../platform/command.ts';
import type { Serve } from '../platform/http/serve.ts';
import { batchRoutes } from './batch-routes.ts';
import { readinessRoutes } from './readiness/routes.ts';
import { campaignsAt } from './campaigns-at.view.ts';
import { campaignsWithBatches, loadedPlaybooks } from './campaigns.view.ts';
import { unfinishedIn } from './closing.view.ts';
import { closeCampaignCommand } from './commands/close-campaign.ts';
import { loadPlaybookCommand } from './commands/load-playbook.ts';
import { putLayerCommand } from './commands/put-layer.ts';
import { startCampaignCommand } from './commands/start-campaign.ts';
import { dateRoutes } from './date-routes.ts';
import { layerChoices } from './layer-choices.view.ts';
import { playbookInForce } from './playbook-in-force.view.ts';
import { campaignAtHand, findCampaign } from './queries.ts';

export function routes(serve: Serve): void {
  serve(listCampaigns, (_input, context) => context.read((tx) => campaignsWithBatches(tx, context)));

  // Which campaigns there are is no secret either.
  serve(readCampaignsAt, ({ params }, context) =>
    context.read(async (tx) => {
      const node = await findNode(tx, params.organisationId);
      return node === null ? refuse('not-found') : campaignsAt(tx, node, context);
    }),
  );

  serve(readClosing, ({ params }, context) =>
    context.read(async (tx) => {
      const campaign = await findCampaign(tx, params.campaignId);
      if (campaign === null) return refuse('not-found');
      const allowed = permit(context.actor.grants, 'manage-campaign', { path: campaign.path, linked: [] });
      return isRefusal(allowed) ? allowed : unfinishedIn(tx, campaign.id);
    }),
  );

  serve(closeCampaign, ({ params, body }, context) =>
    runCommand(context, closeCampaignCommand, { ...body, campaignId: params.campaignId }),
  );

  serve(listPlaybooks, (_input, context) => context.read(async (tx) => ({ playbooks: await loadedPlaybooks(tx) })));

  serve(loadPlaybook, ({ params, body }, context) =>
    runCommand(context, loadPlaybookCommand, { organisationId: params.organisationId, yaml: body.yaml }),
  );

  // Rules are no secret: whoever sees that a node is there may read what holds at it.
  serve(readPlaybookInForce, ({ params }, context) =>
    context.read(async (tx) => {
      const node = await findNode(tx, params.organisationId);
      return node === null ? refuse('not-found') : { playbook: await playbookInForce(tx, node, context) };
    }),
  );

  serve(listLayerChoices, ({ params }, context) =>
    context.read(async (tx) => {
      const node = await findNode(tx, params.organisationId);
      if (node === null) return refuse('not-found');
      const allowed = permit(context.actor.grants, 'manage-campaign', node.place);
      if (isRefusal(allowed)) return allowed;
      const campaign = await campaignAtHand(tx, node, context);
      return campaign === null ? { layers: [] } : layerChoices(tx, node, campaign);
    }),
  );

  serve(putLayer, ({ params, body }, context) =>
    runCommand(context, putLayerCommand, { ...body, organisationId: params.organisationId }),
  );

  serve(startCampaign, ({ params, body }, context) =>
    runCommand(context, startCampaignCommand, { ...body, organisationId: params.organisationId }),
  );

  batchRoutes(serve);
  readinessRoutes(serve);
  dateRoutes(serve);
}
