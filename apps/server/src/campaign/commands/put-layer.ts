import { permit } from '@muster/core/access';
import {
  catalogue,
  layOver,
  mergeLayers,
  takenBack,
  type LayerName,
  type Playbook,
  type PlaybookFault,
} from '@muster/core/campaign';
import { refuse } from '@muster/core/kernel';
import { sql } from 'kysely';
import { findNode, type Node } from '../../organisation/index.ts';
import type { Command, Refused } from '../../platform/command.ts';
import { layersAround, liesAbove, mergedFrom, type PutLayer } from '../effective-playbooks.ts';
import { inputFaults } from '../playbook-refusal.ts';
import { locateIn } from '../parse-playbook.ts';
import {
  findCampaign,
  isWithin,
  refuseClosed,
  storedDocument,
  type CampaignState,
  type StoredDocument,
} from '../queries.ts';
import { codeOf, furtherDocuments, storedPlaybooks } from '../stored-playbooks.ts';
import { sourcesOf, type Sources } from '../playbook-sources.ts';

interface Input {
  readonly organisationId: string;
  readonly campaignId: string;
  readonly playbookId: string;
}

interface State {
  readonly node: Node;
  readonly campaign: CampaignState;
  readonly document: StoredDocument;
  /** What holds here without a layer of this node, and the layers that it is made of. */
  readonly above: { readonly playbook: Playbook; readonly layers: readonly LayerName[] };
  readonly here: PutLayer | null;
  readonly beneath: readonly PutLayer[];
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
    const around = await layersAround(tx, campaign.id, node.place);
    const here = around.find((layer) => layer.organisationId === node.id) ?? null;
    const others = around.filter((layer) => layer !== here);
    const higher = others.filter((layer) => liesAbove(layer, node.place));
    const { playbook } = await mergedFrom(tx, campaign.lineage, higher);
    // Read here, so that deciding has them all.
    await storedPlaybooks(tx, [document.lineage, ...around.map(({ lineage }) => lineage)]);
    const beneath = others.filter((layer) => !higher.includes(layer));
    const sources = await sourcesOf(
      tx,
      [document, ...beneath].flatMap(({ lineage }) => lineage),
    );
    return { node, campaign, document, above: { playbook, layers: playbook.layers }, here, beneath, sources };
  },
  permit: (actor, { node }) => permit(actor.grants, 'manage-campaign', node.place),
  decide: (state, _input, circumstances) => {
    const { document, here } = state;
    if (here?.playbookId === document.id) return { id: here.id, isNew: false, supersedes: null };
    return refusedHere(state) ?? { id: circumstances.newId(), isNew: true, supersedes: here };
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

function refusedHere(state: State): Refused | null {
  const { node, campaign, document, above, here, sources } = state;
  if (!isWithin(campaign, node)) return refuse('invalid-input', {}, 'organisationId');
  const { code, version, extendsCode } = document;
  if (extendsCode === null) return refuse('not-a-layer', { code }, 'playbookId');
  // Of its documents at least the first holds here already; those between are laid with it.
  const known = above.layers.map((layer) => layer.code);
  const further = furtherDocuments(document.lineage, known);
  if (further.length === document.lineage.length) {
    const elsewhere = {
      at: 'extends',
      path: ['extends'],
      code: 'layer-superior-elsewhere',
      params: { superior: extendsCode },
    } as const;
    return unfit(code, extendsCode, [elsewhere], sources(code));
  }
  if (here !== null && codeOf(furtherDocuments(here.lineage, []).at(-1)) !== code) {
    const lying = String(codeOf(furtherDocuments(here.lineage, []).at(-1)));
    return refuse('layer-in-place', { code: lying }, 'playbookId');
  }
  let { playbook } = above;
  for (const body of further) {
    // What lies above may be more than what it was held against when it was loaded.
    const laid = layOver(playbook, body, catalogue);
    if (Array.isArray(laid)) return unfit(code, extendsCode, laid, sources(codeOf(body)));
    playbook = laid.playbook;
  }
  if (here !== null) {
    const back = takenBack(above.playbook, furtherDocuments(here.lineage, known), further, catalogue);
    if (back.length > 0)
      return refuse('layer-takes-back', { version, what: back.slice(0, 5).join(', ') }, 'playbookId');
  }
  return blockedBeneath(playbook, state);
}

/** Words beneath that are looser give way; only what cannot stand together at all (steps that no longer fit) is refused. */
function blockedBeneath(playbook: Playbook, { beneath, document, sources }: State): Refused | null {
  const known = playbook.layers.map((layer) => layer.code);
  for (const layer of beneath) {
    const chain = beneath.filter((each) => layer.path === each.path || layer.path.startsWith(`${each.path}.`));
    const lineage = chain.flatMap((each) => each.lineage);
    const together = mergeLayers(playbook, furtherDocuments(lineage, known), catalogue);
    if (Array.isArray(together)) {
      const source = sources(together[0]?.params['layer']);
      return unfit(document.code, playbook.code, together, source);
    }
  }
  return null;
}

/** What does not fit is named by its line in the document that says it, as that was written. */
function unfit(
  code: string,
  superior: string,
  faults: readonly PlaybookFault[] = [],
  source: string | null = null,
): Refused {
  const located = source === null ? faults : locateIn(source, faults);
  return { ...refuse('layer-does-not-fit', { code, superior }, 'playbookId'), faults: inputFaults(located) };
}
