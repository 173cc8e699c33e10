import type { Bilingual, Playbook } from '@muster/core/campaign';
import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';
import { originsOf } from './origins.ts';
import type { CampaignState } from './queries.ts';
import { documentCalled, storedPlaybooks, type Lineage } from './stored-playbooks.ts';

/** What a stage of a unit was opened under: the documents, and every layer that was ever put on it or above it. */
interface Pinned {
  readonly documents: Lineage;
  readonly layers: readonly string[];
}

/** A document that asks for something, and the place that put it; the campaign's own place for what it runs under. */
export interface Asker {
  readonly code: string;
  readonly title: Bilingual;
  /** Null where whoever looks does not see the place. */
  readonly organisation: { readonly id: string; readonly name: string } | null;
}

interface WhoAsks {
  readonly playbook: (pinned: Pinned) => Playbook;
  /** Of a line by its subject, or of a document by its code. */
  readonly asker: (pinned: Pinned, of: { readonly subject: string } | { readonly layer: string | null }) => Asker;
}

/** Says of everything that was asked under these who asked it: three queries whatever their number. */
export async function whoAsks(tx: ReadTx, campaign: CampaignState, pins: readonly Pinned[]): Promise<WhoAsks> {
  const mergedOf = await storedPlaybooks(
    tx,
    pins.map(({ documents }) => documents),
  );
  const { rows: layers } = await sql<{ id: string; lineage: Lineage; organisationId: string }>`
    select id, playbook_lineage(playbook_id) as lineage, organisation_id as "organisationId" from campaign_layer
    where id = any (${[...new Set(pins.flatMap(({ layers: ids }) => ids))]}::uuid[])`.execute(tx);
  const names = await tx
    .selectFrom('organisation')
    .select(['id', 'name'])
    .where('id', 'in', [campaign.rootId, ...layers.map(({ organisationId }) => organisationId)])
    .execute();
  const basis = new Set(campaign.playbook.layers.map(({ code }) => code));
  const placeOf = ({ documents, layers: ids }: Pinned, code: string): string => {
    const document = documentCalled(documents, code);
    const put = layers.findLast(({ id, lineage }) => ids.includes(id) && lineage.includes(document ?? ''));
    return basis.has(code) || put === undefined ? campaign.rootId : put.organisationId;
  };
  return {
    playbook: ({ documents }) => mergedOf(documents).playbook,
    asker: (pinned, of) => {
      const merged = mergedOf(pinned.documents);
      const base = merged.playbook.layers[0]?.code ?? merged.playbook.code;
      const code = 'subject' in of ? originsOf(merged)(of.subject).layer : (of.layer ?? base);
      const place = placeOf(pinned, code);
      const title = merged.playbook.layers.find((layer) => layer.code === code)?.title ?? merged.playbook.title;
      return { code, title, organisation: names.find(({ id }) => id === place) ?? null };
    },
  };
}
