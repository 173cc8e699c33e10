import { permit } from '@muster/core/access';
import { closeDraw } from '@muster/core/ballot';
import type { Command } from '../../platform/command.ts';
import { pollFact } from '../poll-fact.ts';
import { lockedPoll, type KeptPoll } from '../polls.ts';

export const closeDrawCommand: Command<{ pollId: string }, KeptPoll, { drawClosedAt: Date }, { id: string }> = {
  name: 'ballot.close-draw',
  load: (tx, { pollId }) => lockedPoll(tx, pollId),
  permit: (actor, { led }) => permit(actor.grants, 'open-assessment', led),
  decide: ({ course }, _input, { at }) => closeDraw(course, at),
  save: async (tx, { drawClosedAt }, { regionId, id, place }, { actor }) => {
    await tx
      .insertInto('ballot_draw_close')
      .values({
        region_id: regionId,
        poll_id: id,
        closed_by: actor.personId,
        closed_by_name: actor.personName,
        recorded_at: drawClosedAt,
        path: place.path,
        told: [...place.linked],
      })
      .execute();
  },
  record: (_facts, poll) => [pollFact('draw-closed', poll, {})],
  answer: (_facts, { id }) => ({ id }),
};
