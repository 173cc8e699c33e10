import { z } from 'zod';
import {
  amount,
  attachment,
  attachmentRefusals,
  civilDate,
  done,
  id,
  instant,
  largestFileMegabytes,
  line,
  pageById,
  text,
} from '../fields.ts';
import { route } from '../route.ts';

/**
 * Whose something is that a branch keeps. Who belongs to another branch by now is named all the same, with that branch; the page of that
 * person may be beyond what one sees.
 */
export const whose = z.object({
  id,
  name: z.string(),
  mayOpen: z.boolean(),
  elsewhere: z.object({ unit: z.string(), branch: z.string() }).nullable(),
});

/** An absence that is to be made up, and how it was. */
export const makeUpAnswer = z.object({
  obligationId: id,
  person: whose,
  meeting: z.object({ id, topic: z.string(), on: civilDate, minutes: amount, absence: z.string() }),
  stageCode: z.string(),
  dueOn: civilDate,
  isOverdue: z.boolean(),
  made: z
    .object({
      id,
      mode: z.string(),
      on: civilDate,
      minutes: amount,
      note: z.string().nullable(),
      file: z.object({ sha256: z.string(), name: z.string(), bytes: amount, mayOpen: z.boolean() }).nullable(),
      isLate: z.boolean(),
      lateReason: z.string().nullable(),
      by: z.string(),
      at: instant,
    })
    .nullable(),
  /** What was said to have been made up and was taken back, by whom and why; the latest first. */
  voided: z.array(
    z.object({
      id,
      mode: z.string(),
      on: civilDate,
      minutes: amount,
      by: z.string(),
      at: instant,
      reason: z.string(),
    }),
  ),
});

export const listMakeUps = route({
  name: 'listMakeUps',
  slice: 'study',
  method: 'GET',
  path: '/api/branches/:branchId/make-ups',
  summary:
    'Absences of a branch’s members that are to be made up, by the day on which that is due, and how others were',
  access: 'read',
  params: z.object({ branchId: id }),
  query: pageById.extend({ state: z.enum(['open', 'made']).default('open') }),
  answer: z.object({
    makeUps: z.array(makeUpAnswer),
    open: amount,
    made: amount,
    /** Ways of the playbook in force there. */
    modes: z.array(z.object({ code: z.string(), earns: z.boolean() })),
    mayRecord: z.boolean(),
    next: z.string().nullable(),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted', 'invalid-input'],
});

const making = {
  mode: line(40),
  on: civilDate,
  /** What it took, a minute at least; 0 only where all that time is the person’s already; null where that way earns nothing. */
  minutes: z.number().int().min(0).max(720).nullable(),
  note: text(2000).nullable(),
  lateReason: line(200).nullable(),
};

export const recordMakeUp = route({
  name: 'recordMakeUp',
  slice: 'study',
  method: 'POST',
  path: '/api/obligations/:obligationId/make-up',
  summary: 'Record how an absence was made up, with evidence in words, as a file or both',
  access: 'record-activity',
  params: z.object({ obligationId: id }),
  body: z.object({
    ...making,
    file: attachment.nullable(),
  }),
  answer: done,
  status: 201,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'stage-not-open',
    'evidence-window-closed',
    'make-up-no-longer-asked',
    'make-up-done-already',
    'make-up-mode-unknown',
    'make-up-before-absence',
    'make-up-minutes-missing',
    'make-up-minutes-exceed',
    'make-up-by-oneself',
    'make-up-time-taken',
    'make-up-day-full',
    'make-up-earns-nothing',
    'make-up-without-evidence',
    'day-in-future',
    'late-reason-missing',
    ...attachmentRefusals,
  ],
  idempotency: 'key',
  fileMegabytes: largestFileMegabytes,
});

/** As at a make-up lesson for all who were absent; files come one at a time. */
export const recordMakeUps = route({
  name: 'recordMakeUps',
  slice: 'study',
  method: 'POST',
  path: '/api/make-ups',
  summary: 'Record how the absences of many were made up, each as if by itself; all of them, or none with every reason',
  access: 'record-activity',
  body: z.object({
    makeUps: z
      .array(z.object({ obligationId: id, ...making }))
      .min(1)
      .max(1000)
      .refine((all) => new Set(all.map(({ obligationId }) => obligationId)).size === all.length, 'each once'),
  }),
  answer: z.object({ recorded: amount }),
  status: 201,
  refusals: ['not-logged-in', 'not-found', 'not-permitted', 'list-refused', 'invalid-input'],
  idempotency: 'key',
  bodyLimit: 5_000_000,
});

export const voidMakeUp = route({
  name: 'voidMakeUp',
  slice: 'study',
  method: 'POST',
  path: '/api/make-ups/:makeUpId/void',
  summary: 'Take back how an absence was made up; it stays readable, and the absence is to be made up again',
  access: 'record-activity',
  params: z.object({ makeUpId: id }),
  body: z.object({ reason: line(200) }),
  answer: done,
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted', 'make-up-voided-already', 'evidence-window-closed'],
  idempotency: 'natural',
});
