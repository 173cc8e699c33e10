import { listCampaigns, listPlaybooks, loadPlaybook, openBatch, startCampaign } from '@muster/contract/campaign';
import { runCommand } from '../platform/command.ts';
import type { Serve } from '../platform/http/serve.ts';
import { campaignsWithBatches, loadedPlaybooks } from './campaigns.view.ts';
import { loadPlaybookCommand } from './commands/load-playbook.ts';
import { openBatchCommand } from './commands/open-batch.ts';
import { startCampaignCommand } from './commands/start-campaign.ts';

export function routes(serve: Serve): void {
  serve(listCampaigns, (_input, context) =>
    context.read(async (tx) => ({ campaigns: await campaignsWithBatches(tx) })),
  );

  serve(listPlaybooks, (_input, context) => context.read(async (tx) => ({ playbooks: await loadedPlaybooks(tx) })));

  serve(loadPlaybook, ({ params, body }, context) =>
    runCommand(context, loadPlaybookCommand, { organisationId: params.organisationId, yaml: body.yaml }),
  );

  serve(startCampaign, ({ params, body }, context) =>
    runCommand(context, startCampaignCommand, { ...body, organisationId: params.organisationId }),
  );

  serve(openBatch, ({ params, body }, context) =>
    runCommand(context, openBatchCommand, { ...body, campaignId: params.campaignId }),
  );
}
