import { z } from 'zod';
import { amount, bilingual, done, id, instant, line } from '../fields.ts';
import { route } from '../route.ts';
import { note } from './notes.ts';

export const readNoteDraws = route({
  name: 'readNoteDraws',
  slice: 'study',
  method: 'GET',
  path: '/api/units/:unitId/note-draws',
  summary: 'Samples of notes that were drawn of a unit, the latest twenty first, and what was found of each note',
  access: 'read',
  params: z.object({ unitId: id }),
  answer: z.object({
    draws: z.array(
      z.object({
        id,
        stageCode: z.string(),
        by: z.string(),
        at: instant,
        /** 32 hexadecimal digits: with the notes that there were they draw the same sample again. */
        seed: z.string(),
        among: z.array(id),
        /** In the order in which they were drawn. */
        notes: z.array(
          z.object({
            id,
            /** Null where one does not see whose it is. */
            note: note.nullable(),
            check: z.object({ by: z.string(), at: instant, isCareless: z.boolean() }).nullable(),
            mayCheck: z.boolean(),
          }),
        ),
      }),
    ),
    /** What the notes are called. */
    writings: z.array(z.object({ code: z.string(), title: bilingual })),
    /** Of how many one may draw now; null: one may not. */
    drawnFrom: amount.nullable(),
    /** One is of the unit, and so neither draws nor checks. */
    isOfTheUnit: z.boolean(),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted'],
});

export const drawNotes = route({
  name: 'drawNotes',
  slice: 'study',
  method: 'POST',
  path: '/api/units/:unitId/note-draws',
  summary: 'Draw a sample of the notes that a unit’s members handed in in the open stage and that were not returned',
  access: 'check-deliverable',
  params: z.object({ unitId: id }),
  /** Of fewer all are drawn. */
  body: z.object({ count: z.number().int().min(1).max(20) }),
  answer: done,
  status: 201,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'recused-oneself',
    'no-notes-to-draw',
    'stage-not-open',
    'campaign-closed',
  ],
  idempotency: 'key',
});

export const checkNote = route({
  name: 'checkNote',
  slice: 'study',
  method: 'POST',
  path: '/api/note-draws/:drawId/notes/:noteId/check',
  summary: 'A drawn note is in order, or careless with a reason: then it goes back, and its writer owes another one',
  access: 'check-deliverable',
  params: z.object({ drawId: id, noteId: id }),
  /** Why it is careless; null: it is in order. */
  body: z.object({ careless: line(200).nullable() }),
  answer: done,
  status: 201,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'recused-oneself',
    'note-checked-already',
    'note-returned-already',
    'note-writer-elsewhere',
    'not-a-member',
    'stage-not-open',
    'campaign-closed',
  ],
  idempotency: 'natural',
});
