import type { RouteAnswer } from '@muster/contract';
import type { readBatchReadiness } from '@muster/contract/campaign';
import type { ReadinessFigure } from '@muster/core/campaign';
import type { ReadTx } from '../../platform/database/db.ts';
import type { ReadinessNow } from './readiness.ts';
import { wordsAbout, type SaidWord } from './words.ts';

type Answer = RouteAnswer<typeof readBatchReadiness>;
type Item = Answer['items'][number];

/** As it stands now. */
export function readinessAnswer({ standings, counts, words }: ReadinessNow): Item[] {
  return standings.map(({ code, title, isHard, isMet, figures, word }) => ({
    code,
    title,
    isHard,
    isMet,
    figures: figures.map((figure) => ({ ...figure, first: [...(counts.get(figure.measure)?.first ?? [])] })),
    ...saidOf(words, code, word !== null),
  }));
}

/** As it stood when the batch was opened, with the reason; null for a batch of before this was kept. */
export async function openingOf(
  tx: ReadTx,
  batchId: string,
): Promise<{ readonly opening: NonNullable<Answer['opening']>; readonly items: Item[] } | null> {
  const opened = await tx
    .selectFrom('batch_opening')
    .select(['reason', 'opened_by_name', 'recorded_at'])
    .where('batch_id', '=', batchId)
    .executeTakeFirst();
  if (opened === undefined) return null;
  const rows = await tx
    .selectFrom('batch_readiness')
    .select(['item_code', 'title_zh', 'title_en', 'is_hard', 'is_met', 'figures', 'word_id'])
    .where('batch_id', '=', batchId)
    .orderBy('position')
    .execute();
  const words = await wordsAbout(tx, batchId);
  return {
    opening: { reason: opened.reason, by: opened.opened_by_name, at: opened.recorded_at.toISOString() },
    items: rows.map((row) => ({
      code: row.item_code,
      title: { zh: row.title_zh, en: row.title_en },
      isHard: row.is_hard,
      isMet: row.is_met,
      figures: (row.figures as readonly ReadinessFigure[]).map((figure) => ({ ...figure, first: [] })),
      ...saidOf(words, row.item_code, row.word_id !== null),
    })),
  };
}

function saidOf(words: readonly SaidWord[], code: string, isConfirmed: boolean): Pick<Item, 'word' | 'takenBack'> {
  const own = words.filter(({ itemCode }) => itemCode === code);
  const standing = isConfirmed ? own.find(({ takenBack }) => takenBack === null) : undefined;
  return {
    word:
      standing === undefined
        ? null
        : {
            id: standing.id,
            readyOn: standing.readyOn,
            words: standing.words,
            saidBy: standing.by,
            saidAt: standing.at.toISOString(),
          },
    takenBack: own.flatMap(({ id, readyOn, words: said, by: saidBy, takenBack }) =>
      takenBack === null
        ? []
        : {
            id,
            readyOn,
            words: said,
            saidBy,
            by: takenBack.by,
            at: takenBack.at.toISOString(),
            reason: takenBack.reason,
          },
    ),
  };
}
