import type { RouteAnswer } from '@muster/contract';
import type { readPlaybookInForce } from '@muster/contract/campaign';
import type { Merged } from '@muster/core/campaign';
import type { ReadTx } from '../platform/database/db.ts';
import type { PutLayer } from './effective-playbooks.ts';
import type { CampaignState } from './queries.ts';
import { documentCalled, type Lineage } from './stored-playbooks.ts';

type Layers = NonNullable<RouteAnswer<typeof readPlaybookInForce>['playbook']>['layers'];

interface InForce {
  readonly merged: Merged;
  readonly put: readonly PutLayer[];
  /** What the unit's stage at hand opened under; null where none has, and where it is no unit. */
  readonly pinned: Lineage | null;
}

type ToCome = (documents: readonly string[]) => Promise<ReadonlyMap<string, number> | null>;

/** From above, with where each was put. What came after the unit's stage at hand had opened is still to come there. */
export async function layersInForce(
  tx: ReadTx,
  campaign: CampaignState,
  { merged: { playbook }, put, pinned }: InForce,
  toComeBeneath: ToCome,
): Promise<Layers> {
  const names = await namesOf(tx, put);
  const basis = new Set(campaign.playbook.layers.map(({ code }) => code));
  const layers = playbook.layers.map((each) => {
    const layer = basis.has(each.code)
      ? undefined
      : put.find(({ lineage }) => documentCalled(lineage, each.code) !== undefined);
    return { ...each, layer, document: layer && documentCalled(layer.lineage, each.code) };
  });
  const beneath = await toComeBeneath(layers.flatMap(({ document }) => document ?? []));
  return layers.map(({ code, version, title, layer, document }) => {
    const name = layer && names.get(layer.organisationId);
    return {
      code,
      version,
      title,
      organisation: layer === undefined || name === undefined ? null : { id: layer.organisationId, name },
      putAt: layer?.at.toISOString() ?? null,
      isToCome: pinned !== null && document !== undefined && !pinned.includes(document),
      unitsToCome: document === undefined || beneath === null ? null : (beneath.get(document) ?? 0),
    };
  });
}

async function namesOf(tx: ReadTx, layers: readonly PutLayer[]): Promise<ReadonlyMap<string, string>> {
  if (layers.length === 0) return new Map();
  const ids = layers.map(({ organisationId }) => organisationId);
  const rows = await tx.selectFrom('organisation').select(['id', 'name']).where('id', 'in', ids).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
