import { permit } from '@muster/core/access';
import { publishPoll, type Published } from '@muster/core/ballot';
import { refuse } from '@muster/core/kernel';
import type { Close } from '@muster/proof';
import type { Command } from '../../platform/command.ts';
import { pollFact } from '../poll-fact.ts';
import { countsOf } from '../polls.ts';
import { loadRuled, saveEnd, type RuledPoll } from '../rule.ts';

interface Input {
  readonly pollId: string;
  /** As it stands on the board. */
  readonly close: Close;
}

interface Facts {
  readonly published: Published;
  readonly opened: Close['opened'];
  readonly root: string;
}

export const publishPollCommand: Command<Input, RuledPoll, Facts, { id: string; root: string; isCounted: boolean }> = {
  name: 'ballot.publish',
  load: (tx, { pollId }, { actor }) => loadRuled(tx, pollId, actor.personId),
  permit: (actor, { poll }) => permit(actor.grants, 'confirm-assessment', poll.led),
  decide: ({ poll, isOfTheUnit }, { close: { opened, root } }, { at }) => {
    if (isOfTheUnit) return refuse('recused-oneself');
    const { course, questions, fewestCast } = poll;
    const counts = countsOf(poll);
    if (counts === null) return refuse('poll-not-closed', { until: course.casting.until.toISOString() });
    const opening = opened?.tally ?? null;
    const published = publishPoll({ poll: course, counts, fewestCast, questions: questions.length, opening }, at);
    return 'refused' in published ? published : { published, opened, root };
  },
  save: async (tx, { published, opened }, { poll }, circumstances) => {
    if (opened !== null)
      await tx
        .insertInto('tally_poll_opened')
        .values({
          region_id: poll.regionId,
          poll_id: poll.id,
          closing_secret: Buffer.from(opened.closingSecret, 'hex'),
          void: opened.tally.void,
          chosen: JSON.stringify(opened.tally.questions),
          path: poll.place.path,
          told: [...poll.place.linked],
        })
        .execute();
    const reason = published.as === 'void' ? published.reason : null;
    await saveEnd(tx, poll, { as: published.as, reason, note: null }, circumstances);
  },
  record: ({ published, opened, root }, { poll }) => [
    pollFact('published', poll, { as: published.as, root, tally: opened?.tally ?? null }, { as: published.as }),
  ],
  answer: ({ published, root }, { poll }) => ({ id: poll.id, root, isCounted: published.as === 'counted' }),
};
