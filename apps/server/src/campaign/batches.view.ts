import type { RouteAnswer } from '@muster/contract';
import type { listBatches } from '@muster/contract/campaign';
import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';
import type { Actor } from '../platform/identity.ts';
import { answersForPlan } from './answers-for-plan.ts';
import { batchesOf } from './batches.ts';
import { classChains } from './class-chains.ts';
import type { CampaignState } from './queries.ts';
import { ruleNodes } from './rule-nodes.view.ts';

type Batch = RouteAnswer<typeof listBatches>['batches'][number];
type Extension = Batch['extensions'][number] & { readonly batchId: string };

export async function batchList(tx: ReadTx, campaign: CampaignState, actor: Actor): Promise<Batch[]> {
  const batches = await batchesOf(tx, campaign.id);
  const classes = await classChains(tx);
  const nodes = await ruleNodes(
    tx,
    batches.flatMap(({ rules }) => rules.map(({ organisationId }) => organisationId)),
  );
  const extensions = await extensionsOf(tx, campaign.id);
  const order = new Map(campaign.playbook.stages.map(({ code }, index) => [code, index]));
  return batches.map((batch) => ({
    id: batch.id,
    number: batch.number,
    title: batch.title,
    openedAt: batch.openedAt?.toISOString() ?? null,
    revision: batch.revision,
    stages: batch.windows.toSorted((one, other) => (order.get(one.code) ?? 0) - (order.get(other.code) ?? 0)),
    rules: batch.rules.map(({ organisationId, isUnit, classCode }) => ({
      node: { id: organisationId, name: nodes.get(organisationId)?.name ?? null, isUnit },
      unitClass:
        classCode === null
          ? null
          : { code: classCode, title: classes.get(classCode)?.title ?? { zh: classCode, en: classCode } },
    })),
    extensions: extensions.filter(({ batchId }) => batchId === batch.id).map(({ batchId: _, ...each }) => each),
    may: mayOf(batch.openedAt !== null, answersForPlan(actor, batch, nodes)),
  }));
}

/** Whoever answers for all that it is about, as the commands ask; a plan is changed until it is open. */
function mayOf(isOpen: boolean, manage: boolean): Batch['may'] {
  return { change: manage && !isOpen, manage };
}

/** Everybody sees that time was given; how many units it reached is counted among those that one may see. */
async function extensionsOf(tx: ReadTx, campaignId: string): Promise<Extension[]> {
  const { rows } = await sql<Extension & { readonly at: Date }>`
    select e.id, e.batch_id as "batchId", e.stage_code as "stageCode", e.organisation_name as node, e.days, e.reason, e.basis,
      e.decided_on as "decidedOn", e.recorded_by_name as "recordedBy", e.recorded_at as at,
      (select count(*)::int from participation_extension x where x.extension_id = e.id) as units
    from stage_extension e where e.campaign_id = ${campaignId} order by e.recorded_at, e.id`.execute(tx);
  return rows.map(({ at, ...row }) => ({ ...row, recordedAt: at.toISOString() }));
}
