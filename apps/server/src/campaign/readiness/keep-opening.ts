import type { ReadinessStanding } from '@muster/core/campaign';
import type { Circumstances } from '../../platform/command.ts';
import type { Tx } from '../../platform/database/db.ts';
import type { ReadinessNow } from './readiness.ts';

interface BeingOpened {
  readonly batchId: string;
  readonly campaignId: string;
  readonly reason: string | null;
  readonly readiness: ReadinessNow;
}

/** What stands when a batch opens, before it does: the database opens none without. */
export async function keepOpening(
  tx: Tx,
  { batchId, campaignId, reason, readiness }: BeingOpened,
  { actor, at }: Pick<Circumstances, 'actor' | 'at'>,
): Promise<void> {
  const { standings, words } = readiness;
  await tx
    .insertInto('batch_opening')
    .values({
      batch_id: batchId,
      campaign_id: campaignId,
      reason: isLacking(standings) ? reason : null,
      opened_by: actor.personId,
      opened_by_name: actor.personName,
      recorded_at: at,
    })
    .execute();
  if (standings.length === 0) return;
  const wordOf = new Map(words.filter(({ takenBack }) => takenBack === null).map((word) => [word.itemCode, word.id]));
  await tx
    .insertInto('batch_readiness')
    .values(
      standings.map(({ code, title, isHard, isMet, figures, word }, index) => ({
        batch_id: batchId,
        position: index + 1,
        item_code: code,
        title_zh: title.zh,
        title_en: title.en,
        is_hard: isHard,
        is_met: isMet,
        figures: JSON.stringify(figures),
        word_id: word === null ? null : (wordOf.get(code) ?? null),
      })),
    )
    .execute();
}

export function isLacking(standings: readonly Pick<ReadinessStanding, 'isMet'>[]): boolean {
  return standings.some(({ isMet }) => !isMet);
}
