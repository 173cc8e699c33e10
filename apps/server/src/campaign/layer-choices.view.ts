import type { RouteAnswer } from '@muster/contract';
import type { listLayerChoices } from '@muster/contract/campaign';
import type { Node } from '../organisation/index.ts';
import type { ReadTx } from '../platform/database/db.ts';
import { layersRound, whyNotHere } from './layer-fit.ts';
import { storedLayers, type CampaignState } from './queries.ts';

type Choices = RouteAnswer<typeof listLayerChoices>;

/** Every layer that was loaded and does not lie here, with what would be answered to whoever put it here. */
export async function layerChoices(tx: ReadTx, node: Node, campaign: CampaignState): Promise<Choices> {
  const layers = await storedLayers(tx);
  const around = await layersRound(tx, { node, campaign }, layers);
  return {
    layers: layers
      .filter(({ id }) => id !== around.here?.playbookId)
      .map(({ lineage, extendsCode, ...layer }) => {
        const why = whyNotHere(around, { ...layer, lineage, extendsCode }, () => null);
        return { ...layer, unfit: why === null ? null : { code: why.refused, params: { ...why.params } } };
      }),
  };
}
