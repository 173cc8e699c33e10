import { z } from 'zod';
import {
  amount,
  attachment,
  attachmentRefusals,
  bilingual,
  done,
  id,
  instant,
  largestFileMegabytes,
  line,
  pageById,
  text,
} from '../fields.ts';
import { route } from '../route.ts';
import { whose } from './make-up.ts';

/** Figures that are not set are null. */
const writing = z.object({
  code: z.string(),
  title: bilingual,
  number: amount.nullable(),
  length: amount.nullable(),
});

/** A kind of writing of any stage. */
const named = z.object({ code: z.string(), title: bilingual });

export const note = z.object({
  id,
  person: whose,
  stageCode: z.string(),
  writing: z.string(),
  text: z.string().nullable(),
  file: z.object({ sha256: z.string(), name: z.string() }).nullable(),
  /** Of the text, without blanks. */
  characters: amount,
  by: z.string(),
  /** Handed in by somebody else, for a member who cannot. */
  isByAnother: z.boolean(),
  at: instant,
  returned: z.object({ by: z.string(), at: instant, reason: z.string() }).nullable(),
  mayReturn: z.boolean(),
});

export const readNotes = route({
  name: 'readNotes',
  slice: 'study',
  method: 'GET',
  path: '/api/people/:personId/notes',
  summary: 'What a member is to write in the stage, and what was handed in; everybody may read oneself',
  access: 'session',
  params: z.object({ personId: id }),
  answer: z.object({
    stageCode: z.string().nullable(),
    /** `done`: handed in and not returned. */
    asked: z.array(writing.extend({ done: amount })),
    writings: z.array(named),
    /** The latest first. */
    notes: z.array(note),
    mayHandIn: z.boolean(),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found'],
});

export const handInNote = route({
  name: 'handInNote',
  slice: 'study',
  method: 'POST',
  path: '/api/people/:personId/notes',
  summary:
    'Hand in a note: a text, or a file or photograph of paper; whoever records for the branch may for a member who cannot',
  access: 'session',
  params: z.object({ personId: id }),
  body: z.object({
    writing: line(40),
    text: text(20_000).nullable(),
    file: attachment.nullable(),
  }),
  answer: done,
  status: 201,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-a-member',
    'stage-not-open',
    'evidence-window-closed',
    'writing-unknown',
    'note-empty',
    'note-too-short',
    ...attachmentRefusals,
    'campaign-closed',
  ],
  idempotency: 'key',
  fileMegabytes: largestFileMegabytes,
});

export const listNotes = route({
  name: 'listNotes',
  slice: 'study',
  method: 'GET',
  path: '/api/branches/:branchId/notes',
  summary: 'Notes that members of a branch handed in, the latest first, with who handed in the same words',
  access: 'read',
  params: z.object({ branchId: id }),
  query: pageById,
  answer: z.object({
    writings: z.array(named),
    notes: z.array(
      note.extend({
        /** By others in the campaign; whom one does not see is null. */
        sameAs: z.array(z.object({ id, person: z.object({ id, name: z.string() }).nullable() })),
      }),
    ),
    next: z.string().nullable(),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted'],
});

export const returnNote = route({
  name: 'returnNote',
  slice: 'study',
  method: 'POST',
  path: '/api/notes/:noteId/return',
  summary: 'Return a careless note with a reason: it no longer counts, and its writer owes another one',
  access: 'record-activity',
  params: z.object({ noteId: id }),
  body: z.object({ reason: line(200) }),
  answer: done,
  status: 200,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'note-returned-already',
    'note-writer-elsewhere',
    'not-a-member',
    'somebody-else-must',
    'stage-not-open',
    'campaign-closed',
  ],
  idempotency: 'natural',
});
