import type { ReadinessItem } from '@muster/core/campaign';
import { civilDateAt, refuse } from '@muster/core/kernel';
import type { Command } from '../../platform/command.ts';
import { lockBatch } from '../batches.ts';
import { permitOnAll } from '../plan-rules.ts';
import { refuseClosed } from '../queries.ts';
import { findRuled, type RuledBatch } from '../readiness/find-ruled.ts';
import { readinessAsked } from '../readiness/readiness.ts';
import { readyFact } from '../readiness/ready-fact.ts';
import { wordsAbout, type SaidWord } from '../readiness/words.ts';

interface Input {
  readonly batchId: string;
  readonly item: string;
  readonly readyOn: string;
  readonly words: string;
}

interface State extends RuledBatch {
  readonly items: readonly ReadinessItem[];
  readonly said: readonly SaidWord[];
}

interface Facts extends Input {
  readonly id: string;
}

/** What nothing in the records shows is ready by the word of whoever may open the batch, with a day and a few words. */
export const sayReadyCommand: Command<Input, State, Facts, { id: string }> = {
  name: 'campaign.say-ready',
  load: async (tx, { batchId }) => {
    await lockBatch(tx, batchId);
    const ruled = await findRuled(tx, batchId);
    if (ruled === null) return refuse('not-found');
    const closed = refuseClosed(ruled.campaign);
    if (closed !== null) return closed;
    const places = ruled.nodes.map(({ place }) => place);
    const items = await readinessAsked(tx, ruled.campaign, places);
    return { ...ruled, items, said: await wordsAbout(tx, batchId) };
  },
  permit: (actor, { nodes }) => permitOnAll(actor, nodes),
  decide: ({ batch, items, said }, input, { at, timeZone, newId }) => {
    if (batch.openedAt !== null) return refuse('batch-opened-already', { number: batch.number });
    const item = items.find(({ code }) => code === input.item);
    if (item === undefined) return refuse('invalid-input', {}, 'item');
    if (item.measures.length > 0) return refuse('readiness-is-counted', {}, 'item');
    if (said.some(({ itemCode, takenBack }) => itemCode === item.code && takenBack === null)) {
      return refuse('said-ready-already', {}, 'item');
    }
    const today = civilDateAt(at, timeZone);
    if (input.readyOn > today) return refuse('day-in-future', { today }, 'readyOn');
    return { ...input, id: newId() };
  },
  save: async (tx, { id, batchId, item, readyOn, words }, { campaign }, { actor, at }) => {
    await tx
      .insertInto('ready_word')
      .values({
        id,
        campaign_id: campaign.id,
        batch_id: batchId,
        item_code: item,
        ready_on: readyOn,
        words,
        said_by: actor.personId,
        said_by_name: actor.personName,
        recorded_at: at,
      })
      .execute();
  },
  record: ({ id, item, readyOn, words }, { batch, nodes }) => [
    readyFact('campaign.said-ready', { batch, nodes }, { word: id, item, readyOn, words }),
  ],
  answer: ({ id }) => ({ id }),
};
