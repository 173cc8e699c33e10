import { refuse } from '@muster/core/kernel';
import type { Command } from '../../platform/command.ts';
import { lockBatch } from '../batches.ts';
import { permitOnAll } from '../plan-rules.ts';
import { refuseClosed } from '../queries.ts';
import { findRuled, type RuledBatch } from '../readiness/find-ruled.ts';
import { readyFact } from '../readiness/ready-fact.ts';
import { wordsAbout, type SaidWord } from '../readiness/words.ts';

interface Input {
  readonly wordId: string;
  readonly reason: string;
}

interface State extends RuledBatch {
  readonly word: SaidWord;
}

/** While the batch is planned; what it opened with stays. */
export const takeBackReadyCommand: Command<Input, State, Input, { id: string }> = {
  name: 'campaign.take-back-ready',
  load: async (tx, { wordId }) => {
    const row = await tx.selectFrom('ready_word').select('batch_id').where('id', '=', wordId).executeTakeFirst();
    if (row === undefined) return refuse('not-found');
    await lockBatch(tx, row.batch_id);
    const ruled = await findRuled(tx, row.batch_id);
    const word = (await wordsAbout(tx, row.batch_id)).find(({ id }) => id === wordId);
    if (ruled === null || word === undefined) return refuse('not-found');
    return refuseClosed(ruled.campaign) ?? { ...ruled, word };
  },
  permit: (actor, { nodes }) => permitOnAll(actor, nodes),
  decide: ({ batch, word }, input) => {
    if (batch.openedAt !== null) return refuse('batch-opened-already', { number: batch.number });
    return word.takenBack === null ? input : refuse('ready-taken-back-already');
  },
  save: async (tx, { wordId, reason }, _state, { actor, at }) => {
    await tx
      .updateTable('ready_word')
      .set({
        taken_back_at: at,
        taken_back_by: actor.personId,
        taken_back_by_name: actor.personName,
        taken_back_reason: reason,
      })
      .where('id', '=', wordId)
      .execute();
  },
  record: ({ wordId, reason }, { batch, nodes, word }) => [
    readyFact('campaign.ready-taken-back', { batch, nodes }, { word: wordId, item: word.itemCode, reason }),
  ],
  answer: ({ wordId }) => ({ id: wordId }),
};
