export { readBurdenAsked } from './burden-asked.ts';
export {
  askExtension,
  decideExtension,
  exemptObligation,
  listExtensions,
  readOwed,
  takeBackExemption,
} from './relief.ts';
export { listNotices, markNoticesRead, readUnread } from './notices.ts';
export { checkDeliverables, exemptObligations, submitDeliverables } from './many.ts';
export { listOwed, readToDo } from './to-do.ts';
import { z } from 'zod';
import {
  amount,
  attachment,
  attachmentRefusals,
  bilingual,
  civilDate,
  done,
  id,
  instant,
  largestFileMegabytes,
  pageById,
  text,
} from '../fields.ts';
import { route } from '../route.ts';

const states = ['open', 'waiting', 'returned', 'accepted'] as const;

/** Something that a unit owes: what, in which form, by when, and how far it is. */
export const obligationAnswer = z.object({
  id,
  campaignId: id,
  unit: z.object({ id, name: z.string() }),
  stageCode: z.string(),
  code: z.string(),
  title: bilingual,
  form: z.enum(['text', 'file', 'either']),
  dueOn: civilDate,
  /** Before any extension. */
  firstDueOn: civilDate,
  state: z.enum(states),
  /** Still to be handed in, and its day has passed. */
  isOverdue: z.boolean(),
  /** How often it was handed in. */
  versions: amount,
  /** When the last version was handed in, and whether that was after its day. */
  submittedAt: instant.nullable(),
  isLate: z.boolean(),
  /** Why it is let off, and so not asked; null where it is asked. */
  letOff: z.string().nullable(),
  may: z.object({ submit: z.boolean(), check: z.boolean() }),
});

export const listObligations = route({
  name: 'listObligations',
  slice: 'obligation',
  method: 'GET',
  path: '/api/organisations/:organisationId/obligations',
  summary: 'What the units at and beneath a node of either tree owe in their stages, by due date, with how far each is',
  access: 'read',
  params: z.object({ organisationId: id }),
  query: pageById.extend({ state: z.enum([...states, 'overdue', 'late']).optional() }),
  answer: z.object({
    obligations: z.array(obligationAnswer),
    all: amount,
    next: z.string().nullable(),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted', 'invalid-input'],
});

/** Whoever checks for a place above units has its list, narrowed to what waits; this is for those who were given units. */
export const listToCheck = route({
  name: 'listToCheck',
  slice: 'obligation',
  method: 'GET',
  path: '/api/deliverables',
  summary:
    'What was handed in by the units that one was given and waits for oneself to check it, the earliest due first, at most 200',
  access: 'session',
  answer: z.object({ obligations: z.array(obligationAnswer) }),
  status: 200,
  refusals: ['not-logged-in'],
});

export const readObligation = route({
  name: 'readObligation',
  slice: 'obligation',
  method: 'GET',
  path: '/api/obligations/:obligationId',
  summary: 'One thing that is owed, with every version that was handed in and what was said of it',
  access: 'read',
  params: z.object({ obligationId: id }),
  answer: z.object({
    obligation: obligationAnswer,
    deliverables: z.array(
      z.object({
        id,
        version: amount,
        text: z.string().nullable(),
        file: z.object({ sha256: z.string(), name: z.string(), bytes: amount }).nullable(),
        submittedBy: z.string(),
        submittedAt: instant,
        isLate: z.boolean(),
        check: z
          .object({
            outcome: z.enum(['accepted', 'returned']),
            note: z.string().nullable(),
            checkedBy: z.string(),
            checkedAt: instant,
          })
          .nullable(),
      }),
    ),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted', 'of-another-campaign'],
});

export const submitDeliverable = route({
  name: 'submitDeliverable',
  slice: 'obligation',
  method: 'POST',
  path: '/api/obligations/:obligationId/deliverables',
  summary: 'Hand in a text, a file or both; a version after another until one is accepted',
  access: 'submit-deliverable',
  params: z.object({ obligationId: id }),
  body: z.object({
    text: text(100_000).nullable(),
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
    'deliverable-accepted-already',
    'deliverable-empty',
    'deliverable-needs-file',
    'deliverable-needs-text',
    ...attachmentRefusals,
  ],
  idempotency: 'key',
  fileMegabytes: largestFileMegabytes,
});

export const checkDeliverable = route({
  name: 'checkDeliverable',
  slice: 'obligation',
  method: 'POST',
  path: '/api/deliverables/:deliverableId/check',
  summary: 'Somebody else accepts the last version or returns it with a reason',
  access: 'check-deliverable',
  params: z.object({ deliverableId: id }),
  body: z.object({ outcome: z.enum(['accepted', 'returned']), note: text(2000).nullable() }),
  answer: done,
  status: 201,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'of-another-campaign',
    'stage-not-open',
    'evidence-window-closed',
    'deliverable-superseded',
    'deliverable-checked-already',
    'checker-handed-it-in',
    'checker-is-of-the-unit',
    'reason-missing',
  ],
  idempotency: 'natural',
});
