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
import type { Node } from '../organisation/index.ts';
import type { Refused } from '../platform/command.ts';
import type { ReadTx } from '../platform/database/db.ts';
import { layersAround, liesAbove, mergedFrom, type PutLayer } from './effective-playbooks.ts';
import { locateIn } from './parse-playbook.ts';
import { inputFaults } from './playbook-refusal.ts';
import type { Sources } from './playbook-sources.ts';
import { isWithin, type CampaignState, type StoredDocument } from './queries.ts';
import { codeOf, furtherDocuments, storedPlaybooks } from './stored-playbooks.ts';

/** A node of a campaign with the layers above it, on it and beneath it. */
export interface Surroundings {
  readonly node: Node;
  readonly campaign: CampaignState;
  /** What holds here without a layer of this node, and the layers that it is made of. */
  readonly above: { readonly playbook: Playbook; readonly layers: readonly LayerName[] };
  readonly here: PutLayer | null;
  readonly beneath: readonly PutLayer[];
}

/** Read with these documents, so that deciding about them has them all. */
export async function layersRound(
  tx: ReadTx,
  { node, campaign }: Pick<Surroundings, 'node' | 'campaign'>,
  documents: readonly StoredDocument[],
): Promise<Surroundings> {
  const around = await layersAround(tx, campaign.id, node.place);
  const here = around.find((layer) => layer.organisationId === node.id) ?? null;
  const others = around.filter((layer) => layer !== here);
  const higher = others.filter((layer) => liesAbove(layer, node.place));
  const { playbook } = await mergedFrom(tx, campaign.lineage, higher);
  await storedPlaybooks(
    tx,
    [...documents, ...around].map(({ lineage }) => lineage),
  );
  const beneath = others.filter((layer) => !higher.includes(layer));
  return { node, campaign, above: { playbook, layers: playbook.layers }, here, beneath };
}

/** Why a document cannot be put here, and null where it can: asked before it is offered, and again when it is put. */
export function whyNotHere(around: Surroundings, document: StoredDocument, sources: Sources): Refused | null {
  const { node, campaign, above, here } = around;
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
  // Against what it extends it was held when it was loaded: what it does not fit is what it does not know of.
  const own = new Set(furtherDocuments(document.lineage, []).map(codeOf));
  const between = known.filter((each) => !own.has(each)).join(', ');
  for (const body of further) {
    // What lies above may be more than what it was held against when it was loaded.
    const laid = layOver(playbook, body, catalogue);
    if (Array.isArray(laid)) return unfit(code, between === '' ? extendsCode : between, laid, sources(codeOf(body)));
    playbook = laid.playbook;
  }
  if (here !== null) {
    const back = takenBack(above.playbook, furtherDocuments(here.lineage, known), further, catalogue);
    if (back.length > 0)
      return refuse('layer-takes-back', { version, what: back.slice(0, 5).join(', ') }, 'playbookId');
  }
  return blockedBeneath(playbook, around, document, sources);
}

/** Words beneath that are looser give way; only what cannot stand together at all (steps that no longer fit) is refused. */
function blockedBeneath(
  playbook: Playbook,
  { beneath }: Surroundings,
  document: StoredDocument,
  sources: Sources,
): Refused | null {
  const known = playbook.layers.map((layer) => layer.code);
  for (const layer of beneath) {
    const chain = beneath.filter((each) => layer.path === each.path || layer.path.startsWith(`${each.path}.`));
    const lineage = chain.flatMap((each) => each.lineage);
    const together = mergeLayers(playbook, furtherDocuments(lineage, known), catalogue);
    if (Array.isArray(together)) {
      const inTheWay = String(together[0]?.params['layer'] ?? playbook.code);
      return unfit(document.code, inTheWay, together, sources(inTheWay));
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
