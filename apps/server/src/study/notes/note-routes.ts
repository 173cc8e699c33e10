import {
  checkNote,
  drawNotes,
  handInNote,
  listNotes,
  readNoteDraws,
  readNotes,
  returnNote,
} from '@muster/contract/study';
import { mayActOn } from '@muster/core/access';
import { refuse } from '@muster/core/kernel';
import { readNode } from '../../organisation/index.ts';
import { runCommand } from '../../platform/command.ts';
import type { Serve } from '../../platform/http/serve.ts';
import { findPerson } from '../../roster/index.ts';
import { checkNoteCommand } from '../commands/check-note.ts';
import { drawNotesCommand } from '../commands/draw-notes.ts';
import { handInNoteCommand } from '../commands/hand-in-note.ts';
import { returnNoteCommand } from '../commands/return-note.ts';
import { mayWriteFor } from '../self-study/student-at-hand.ts';
import { noteDrawsOf } from './note-draws.view.ts';
import { notesOf, notesOfBranch } from './notes.view.ts';

/** What members write: handed in by themselves, read and returned at the branch. */
export function noteRoutes(serve: Serve): void {
  // Everybody may read oneself; whom one may not read does not exist.
  serve(readNotes, ({ params: { personId } }, context) =>
    context.read(async (tx) => {
      const { actor } = context;
      const person = await findPerson(tx, personId);
      const mayRead = person !== null && (person.id === actor.personId || mayActOn(actor.grants, 'read', person.place));
      return mayRead ? notesOf(tx, person, mayWriteFor(actor, person), context) : refuse('not-found');
    }),
  );

  serve(handInNote, ({ params, body }, context) => runCommand(context, handInNoteCommand, { ...params, ...body }));

  serve(listNotes, ({ params, query }, context) =>
    readNode(context, params.branchId, async (tx, node) =>
      node.kind === 'branch' ? notesOfBranch(tx, node, query, context) : refuse('not-found'),
    ),
  );

  serve(returnNote, ({ params, body }, context) => runCommand(context, returnNoteCommand, { ...params, ...body }));

  serve(readNoteDraws, ({ params }, context) =>
    readNode(context, params.unitId, async (tx, node) =>
      node.kind === 'unit' ? noteDrawsOf(tx, node, context) : refuse('not-found'),
    ),
  );

  serve(drawNotes, ({ params, body }, context) => runCommand(context, drawNotesCommand, { ...params, ...body }));

  serve(checkNote, ({ params, body }, context) => runCommand(context, checkNoteCommand, { ...params, ...body }));
}
