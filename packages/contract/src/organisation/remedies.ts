import { kinds } from '@muster/core/organisation';
import { z } from 'zod';
import { amount, civilDate, done, id, instant, line, pageById, text } from '../fields.ts';
import { route } from '../route.ts';

const unwell = ['weak', 'paralysed', 'empty'] as const;

const remedyCheck = z.object({
  outcome: z.enum(['verified', 'returned']),
  note: z.string().nullable(),
  by: z.string(),
  at: instant,
});

export const remedyAnswer = z.object({
  id,
  state: z.enum(unwell),
  finding: z.string(),
  remedy: z.string(),
  dueOn: civilDate,
  responsible: z.string(),
  flaggedBy: z.string(),
  flaggedAt: instant,
  endedAt: instant.nullable(),
  /** Each time it was reported done, the last one first, with the check by somebody else. */
  reports: z.array(z.object({ id, note: z.string(), by: z.string(), at: instant, check: remedyCheck.nullable() })),
  may: z.object({ report: z.boolean(), check: z.boolean() }),
});

const weakOrganisation = z.object({
  organisation: z.object({ id, kind: z.enum(kinds), name: z.string(), above: z.string().nullable() }),
  state: z.enum(unwell),
  /** Null: the state is known, and nobody has said yet what is to be done. */
  remedy: remedyAnswer.nullable(),
  isOverdue: z.boolean(),
});

export const listRemedies = route({
  name: 'listRemedies',
  slice: 'organisation',
  method: 'GET',
  path: '/api/organisations/:organisationId/remedies',
  summary:
    'Weak, paralysed and empty organisations beneath a node, in the order of the tree, each with its remedy, and what was put right',
  access: 'read',
  params: z.object({ organisationId: id }),
  query: pageById,
  answer: z.object({
    rows: z.array(weakOrganisation),
    next: id.nullable(),
    /** Of all of them, on whichever page. */
    counts: z.object({
      inAll: amount,
      withoutRemedy: amount,
      overdue: amount,
      awaitingCheck: amount,
      putRight: amount,
    }),
    /** Put right before: the last 100, the latest first. */
    putRight: z.array(z.object({ organisation: weakOrganisation.shape.organisation, remedy: remedyAnswer })),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted', 'invalid-input'],
});

export const flagOrganisation = route({
  name: 'flagOrganisation',
  slice: 'organisation',
  method: 'POST',
  path: '/api/organisations/:organisationId/remedies',
  summary: 'Say that an organisation is weak, paralysed or empty, what is to be done about it, by when and by whom',
  access: 'manage-organisations',
  params: z.object({ organisationId: id }),
  body: z.object({
    state: z.enum(unwell),
    finding: text(1000),
    remedy: text(1000),
    dueOn: civilDate,
    responsibleName: line(100),
    responsibleId: id.optional(),
  }),
  answer: done,
  status: 201,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'organisation-closed',
    'remedy-open-already',
    'day-in-past',
  ],
  idempotency: 'natural',
});

const ofRemedy = z.object({ remedyId: id });
const acting = ['not-logged-in', 'not-found', 'not-permitted', 'remedy-ended'] as const;

export const reportRemedy = route({
  name: 'reportRemedy',
  slice: 'organisation',
  method: 'POST',
  path: '/api/remedies/:remedyId/reports',
  summary:
    'Report that a remedy is done, by whoever keeps the records of the organisation or manages it; somebody else checks it',
  access: 'read',
  params: ofRemedy,
  body: z.object({ note: text(1000) }),
  answer: done,
  status: 201,
  refusals: [...acting, 'remedy-reported-already'],
  idempotency: 'natural',
});

export const checkRemedy = route({
  name: 'checkRemedy',
  slice: 'organisation',
  method: 'POST',
  path: '/api/remedies/:remedyId/checks',
  summary:
    'Verify a remedy, which makes the organisation normal again, or give it back; never by who reported it, nor by anybody of it',
  access: 'manage-organisations',
  params: ofRemedy,
  body: z.object({ outcome: z.enum(['verified', 'returned']), note: text(1000).nullable() }),
  answer: done,
  status: 200,
  refusals: [...acting, 'remedy-not-reported', 'somebody-else-must', 'checker-is-of-it', 'reason-missing'],
  idempotency: 'natural',
});
