import { z } from 'zod';
import { amount, civilDate, done, id, instant, line } from '../fields.ts';
import { route } from '../route.ts';
import { makeUpAnswer } from './make-up.ts';

export const readStudyApart = route({
  name: 'readStudyApart',
  slice: 'study',
  method: 'GET',
  path: '/api/people/:personId/study-apart',
  summary:
    'What a person is to make up and has made up, and the log of what was studied alone; everybody may read oneself',
  access: 'session',
  params: z.object({ personId: id }),
  answer: z.object({
    makeUps: z.array(makeUpAnswer),
    /** The latest first. */
    log: z.array(
      z.object({
        id,
        on: civilDate,
        minutes: amount,
        subject: z.string(),
        stageCode: z.string(),
        isLate: z.boolean(),
        by: z.string(),
        /** Written by somebody else, for a member who cannot. */
        isByAnother: z.boolean(),
        at: instant,
        voided: z.object({ by: z.string(), reason: z.string() }).nullable(),
      }),
    ),
    mayLog: z.boolean(),
    mostMinutesADay: amount,
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found'],
});

export const logSelfStudy = route({
  name: 'logSelfStudy',
  slice: 'study',
  method: 'POST',
  path: '/api/people/:personId/self-study',
  summary: 'An entry in one’s own log of study; whoever records for the branch may write for a member who cannot',
  access: 'session',
  params: z.object({ personId: id }),
  body: z.object({
    on: civilDate,
    minutes: z.number().int().min(1).max(240),
    subject: line(200),
    lateReason: line(200).nullable(),
  }),
  answer: done,
  status: 201,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-a-member',
    'stage-not-open',
    'evidence-window-closed',
    'study-before-stage',
    'study-too-long',
    'day-in-future',
    'late-reason-missing',
  ],
  idempotency: 'key',
});

export const voidSelfStudy = route({
  name: 'voidSelfStudy',
  slice: 'study',
  method: 'POST',
  path: '/api/people/:personId/self-study/:entryId/void',
  summary: 'Strike out an entry of the log; it stays readable and counts no longer',
  access: 'session',
  params: z.object({ personId: id, entryId: id }),
  body: z.object({ reason: line(200) }),
  answer: done,
  status: 200,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-a-member',
    'stage-not-open',
    'self-study-voided-already',
    'evidence-window-closed',
  ],
  idempotency: 'natural',
});
