import { refuse, type Refusal } from '@muster/core/kernel';
import type { Bilingual } from '@muster/core/campaign';
import type { ReadTx } from '../platform/database/db.ts';

interface OpenedBatch {
  readonly id: string;
  readonly number: number;
  readonly title: Bilingual | null;
}

/** The batches of a campaign that were opened, and of them the one that was asked for; null: all. */
export interface BatchAsked {
  readonly opened: readonly OpenedBatch[];
  readonly id: string | null;
}

/** A number that no opened batch has is nothing that one could be shown. */
export async function batchAsked(
  tx: ReadTx,
  campaignId: string | null,
  number: number | undefined,
): Promise<BatchAsked | Refusal<'not-found'>> {
  const rows =
    campaignId === null
      ? []
      : await tx
          .selectFrom('batch')
          .select(['id', 'number', 'title_zh', 'title_en'])
          .where('campaign_id', '=', campaignId)
          .where('opened_at', 'is not', null)
          .orderBy('number')
          .execute();
  const opened = rows.map(({ id, number: its, title_zh: zh, title_en: en }) => ({
    id,
    number: its,
    title: zh === null ? null : { zh, en: en ?? zh },
  }));
  if (number === undefined) return { opened, id: null };
  const asked = opened.find((one) => one.number === number);
  return asked === undefined ? refuse('not-found') : { opened, id: asked.id };
}
