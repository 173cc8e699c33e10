import { permit } from '@muster/core/access';
import { refuse } from '@muster/core/kernel';
import { sql } from 'kysely';
import { findNode } from '../../organisation/index.ts';
import type { Command } from '../../platform/command.ts';
import type { PutLayer } from '../effective-playbooks.ts';
import { layersRound, whyNotHere, type Surroundings } from '../layer-fit.ts';
import { findCampaign, refuseClosed, storedDocument, type StoredDocument } from '../queries.ts';
import { sourcesOf, type Sources } from '../playbook-sources.ts';

interface Input {
  readonly organisationId: string;
  readonly campaignId: string;
  readonly playbookId: string;
}

interface State extends Surroundings {
  readonly document: StoredDocument;
  /** The documents that may turn out not to fit, as they were written. */
  readonly sources: Sources;
}

interface Facts {
  readonly id: string;
  readonly isNew: boolean;
  readonly supersedes: PutLayer | null;
}

/**
 * A layer is put on a node of a campaign: from the next stage that opens it holds for the units beneath. It extends what lies above,
 * and a newer version takes nothing back. What beneath says less from now on gives way; nobody beneath can be in the way.
 */
export const putLayerCommand: Command<Input, State, Facts, { id: string }> = {
  name: 'campaign.put-layer',
  load: async (tx, { organisationId, campaignId, playbookId }) => {
    const node = await findNode(tx, organisationId);
    const campaign = await findCampaign(tx, campaignId);
    if (node === null || campaign === null) return refuse('not-found');
    const closed = refuseClosed(campaign);
    if (closed !== null) return closed;
    // Of two layers put at once, one above the other, the later is held against the earlier.
    await sql`select pg_advisory_xact_lock(hashtext('muster layers'), hashtext(${campaign.id}))`.execute(tx);
    const document = await storedDocument(tx, playbookId);
    if (document === null) return refuse('not-found', {}, 'playbookId');
    const surroundings = await layersRound(tx, { node, campaign }, [document]);
    const lineages = [document, ...surroundings.beneath].flatMap(({ lineage }) => lineage);
    return { ...surroundings, document, sources: await sourcesOf(tx, lineages) };
  },
  permit: (actor, { node }) => permit(actor.grants, 'manage-campaign', node.place),
  decide: (state, _input, circumstances) => {
    const { document, here } = state;
    if (here?.playbookId === document.id) return { id: here.id, isNew: false, supersedes: null };
    return whyNotHere(state, document, state.sources) ?? { id: circumstances.newId(), isNew: true, supersedes: here };
  },
  save: async (tx, { id, isNew, supersedes }, { node, campaign, document }, { actor, at }) => {
    if (!isNew) return;
    if (supersedes !== null) {
      await tx
        .updateTable('campaign_layer')
        .set({ superseded_at: at })
        .where('region_id', '=', node.regionId)
        .where('id', '=', supersedes.id)
        .execute();
    }
    await tx
      .insertInto('campaign_layer')
      .values({
        region_id: node.regionId,
        id,
        campaign_id: campaign.id,
        organisation_id: node.id,
        playbook_id: document.id,
        put_by: actor.personId,
        put_by_name: actor.personName,
        path: node.place.path,
        recorded_at: at,
      })
      .execute();
  },
  record: ({ id, isNew, supersedes }, { node, campaign, document }) =>
    isNew
      ? [
          {
            regionId: node.regionId,
            unitId: null,
            kind: 'campaign.layer-put',
            subjectId: id,
            place: node.place,
            occurredAt: null,
            summary: { code: document.code, version: document.version },
            head: {
              layer: id,
              campaign: campaign.id,
              node: node.id,
              playbook: document.id,
              supersedes: supersedes?.id ?? null,
            },
            personal: [],
          },
        ]
      : [],
  answer: ({ id }) => ({ id }),
};
