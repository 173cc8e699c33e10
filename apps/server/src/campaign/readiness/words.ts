import type { ReadTx } from '../../platform/database/db.ts';

/** That something is ready, as somebody said it of a batch. */
export interface SaidWord {
  readonly id: string;
  readonly itemCode: string;
  readonly readyOn: string;
  readonly words: string;
  readonly by: string;
  readonly at: Date;
  readonly takenBack: { readonly by: string; readonly at: Date; readonly reason: string } | null;
}

/** Everything that was said of a batch, what was taken back included; the latest first. */
export async function wordsAbout(tx: ReadTx, batchId: string): Promise<SaidWord[]> {
  const rows = await tx
    .selectFrom('ready_word')
    .select(['id', 'item_code', 'ready_on', 'words', 'said_by_name', 'recorded_at'])
    .select(['taken_back_at', 'taken_back_by_name', 'taken_back_reason'])
    .where('batch_id', '=', batchId)
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    itemCode: row.item_code,
    readyOn: row.ready_on,
    words: row.words,
    by: row.said_by_name,
    at: row.recorded_at,
    takenBack:
      row.taken_back_at === null
        ? null
        : { by: row.taken_back_by_name ?? '', at: row.taken_back_at, reason: row.taken_back_reason ?? '' },
  }));
}
