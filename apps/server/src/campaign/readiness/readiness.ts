import type { Place } from '@muster/core/access';
import {
  judgeReadiness,
  readinessTogether,
  type ReadinessItem,
  type ReadinessMeasure,
  type ReadinessStanding,
} from '@muster/core/campaign';
import type { ReadTx } from '../../platform/database/db.ts';
import type { BatchRow } from '../batches.ts';
import { playbooksAt } from '../effective-playbooks.ts';
import type { CampaignState } from '../queries.ts';
import { isMeantFor } from '../take-units.ts';
import type { CoveredUnit } from '../units-in-scope.view.ts';
import { countReadiness, type Count } from './counts.view.ts';
import { wordsAbout, type SaidWord } from './words.ts';

/** How everything that has to be ready before a batch stands at this moment. */
export interface ReadinessNow {
  readonly standings: readonly ReadinessStanding[];
  readonly counts: ReadonlyMap<ReadinessMeasure, Count>;
  readonly words: readonly SaidWord[];
}

/** What the playbook wants ready where the rules of a batch are, by the layers that lie there and above. */
export async function readinessAsked(
  tx: ReadTx,
  campaign: CampaignState,
  places: readonly Place[],
): Promise<readonly ReadinessItem[]> {
  const playbooks = await playbooksAt(tx, campaign, places);
  return readinessTogether(playbooks.map(({ readiness }) => readiness));
}

/** Derived each time from what is recorded: nobody keeps a list of what is ready. */
export async function readinessNow(
  tx: ReadTx,
  campaign: CampaignState,
  batch: Pick<BatchRow, 'id' | 'rules'>,
  places: readonly Place[],
  covered: readonly CoveredUnit[],
): Promise<ReadinessNow> {
  const items = await readinessAsked(tx, campaign, places);
  if (items.length === 0) return { standings: [], counts: new Map(), words: [] };
  const counts = await countReadiness(tx, new Set(items.flatMap(({ measures }) => measures)), {
    campaignId: campaign.id,
    units: covered.filter((unit) => unit.batchId === null && isMeantFor(batch.id, unit.coverage)),
    beneath: covered.filter((unit) => batch.rules.some(({ path }) => liesBeneath(unit, path))),
  });
  const words = await wordsAbout(tx, batch.id);
  const figures = [...counts].map(([measure, { lacking, all }]) => ({ measure, lacking, all }));
  const standing = words.filter(({ takenBack }) => takenBack === null);
  return { standings: judgeReadiness(items, figures, standing), counts, words };
}

function liesBeneath({ path, linked }: CoveredUnit, node: string): boolean {
  return [path, ...linked].some((each) => each === node || each.startsWith(`${node}.`));
}
