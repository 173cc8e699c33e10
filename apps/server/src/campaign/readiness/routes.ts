import { previewBatchReadiness, readBatchReadiness, sayReady, takeBackReady } from '@muster/contract/campaign';
import { permit } from '@muster/core/access';
import { isRefusal, refuse } from '@muster/core/kernel';
import { findNode } from '../../organisation/index.ts';
import { runCommand } from '../../platform/command.ts';
import type { Serve } from '../../platform/http/serve.ts';
import { batchesOf } from '../batches.ts';
import { sayReadyCommand } from '../commands/say-ready.ts';
import { takeBackReadyCommand } from '../commands/take-back-ready.ts';
import { permitOnAll } from '../plan-rules.ts';
import { findCampaign, isWithin } from '../queries.ts';
import { coveredUnits } from '../units-in-scope.view.ts';
import { findRuled } from './find-ruled.ts';
import { readinessNow } from './readiness.ts';
import { openingOf, readinessAnswer } from './readiness.view.ts';
import { readinessAheadSheets, readinessSheets } from './sheets.ts';
import { unplanned } from './unplanned.ts';

export function readinessRoutes(serve: Serve): void {
  serve.list(readBatchReadiness, readinessSheets, ({ params }, context) =>
    context.read(async (tx) => {
      const ruled = await findRuled(tx, params.batchId);
      if (ruled === null) return refuse('not-found');
      const { campaign, batch, nodes } = ruled;
      const allowed = permitOnAll(context.actor, nodes);
      if (isRefusal(allowed)) return allowed;
      const asOf = context.at.toISOString();
      const places = nodes.map(({ place }) => place);
      if (batch.openedAt !== null) {
        const kept = await openingOf(tx, batch.id);
        return { items: kept?.items ?? [], opening: kept?.opening ?? null, isOpen: true, asOf };
      }
      const { units } = await coveredUnits(tx, campaign, campaign.path, await batchesOf(tx, campaign.id));
      const now = await readinessNow(tx, campaign, batch, places, units);
      return { items: readinessAnswer(now), opening: null, isOpen: false, asOf };
    }),
  );

  serve.list(previewBatchReadiness, readinessAheadSheets, ({ params }, context) =>
    context.read(async (tx) => {
      const campaign = await findCampaign(tx, params.campaignId);
      const node = await findNode(tx, params.organisationId);
      if (campaign === null || node === null) return refuse('not-found');
      const allowed = permit(context.actor.grants, 'manage-campaign', node.place);
      if (isRefusal(allowed)) return allowed;
      if (!isWithin(campaign, node)) return refuse('not-found');
      const others = await batchesOf(tx, campaign.id);
      const batch = unplanned(campaign.id, node, others);
      const { units } = await coveredUnits(tx, campaign, campaign.path, [...others, batch]);
      const now = await readinessNow(tx, campaign, batch, [node.place], units);
      return { items: readinessAnswer(now), asOf: context.at.toISOString() };
    }),
  );

  serve(sayReady, ({ params, body }, context) =>
    runCommand(context, sayReadyCommand, { ...body, batchId: params.batchId }),
  );

  serve(takeBackReady, ({ params, body }, context) =>
    runCommand(context, takeBackReadyCommand, { ...body, wordId: params.wordId }),
  );
}
