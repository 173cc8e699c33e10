import { permit } from '@muster/core/access';
import type { Command } from '../../platform/command.ts';
import {
  factOfReturn,
  keepReturn,
  noteAtHand,
  refuseReturn,
  type NoteAtHand,
  type Return,
} from '../notes/returning.ts';

interface Input {
  readonly noteId: string;
  readonly reason: string;
}

/** A careless note goes back with a reason, and another is owed by the end of the stage. Accepting is doing nothing. */
export const returnNoteCommand: Command<Input, NoteAtHand, Return, { id: string }> = {
  name: 'study.return-note',
  load: (tx, { noteId }) => noteAtHand(tx, noteId),
  permit: (actor, { place }) => permit(actor.grants, 'record-activity', place),
  decide: (state, { reason }, { actor, bytes }) => refuseReturn(state, actor.personId) ?? { reason, salt: bytes(16) },
  save: keepReturn,
  record: (facts, state) => [factOfReturn(facts, state)],
  answer: (_facts, { note }) => ({ id: note.id }),
};
