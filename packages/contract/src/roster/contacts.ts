import { z } from 'zod';
import { amount, civilDate, done, id, instant, line, pageById } from '../fields.ts';
import { route } from '../route.ts';

const contactMode = z.enum(['visit', 'letter', 'telephone', 'other', 'lesson', 'report-in']);
const outcome = z.enum(['reached', 'not-reached']);

export const contactAnswer = z.object({
  id,
  mode: contactMode,
  on: civilDate,
  outcome,
  note: z.string().nullable(),
  whereabouts: z.string().nullable(),
  reachBy: z.string().nullable(),
  by: z.string(),
  recordedAt: instant,
  isLate: z.boolean(),
  lateReason: z.string().nullable(),
  voided: z.object({ at: instant, by: z.string(), reason: z.string() }).nullable(),
  mayVoid: z.boolean(),
});

export const recordContact = route({
  name: 'recordContact',
  slice: 'roster',
  method: 'POST',
  path: '/api/people/:personId/contacts',
  summary: 'Record an attempt to reach a member, or a lesson brought home; it earns no hours',
  access: 'record-activity',
  params: z.object({ personId: id }),
  body: z.object({
    mode: contactMode.exclude(['report-in']),
    on: civilDate,
    outcome,
    note: line(200).optional(),
    lateReason: line(200).optional(),
  }),
  answer: done,
  status: 201,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'not-a-member',
    'day-in-future',
    'late-reason-missing',
    'lesson-not-held',
    'key-missing',
    'key-reused',
  ],
  idempotency: 'key',
});

export const reportIn = route({
  name: 'reportIn',
  slice: 'roster',
  method: 'POST',
  path: '/api/people/:personId/reports',
  summary: 'A member says oneself where one is, in a line, and how one can be reached; nobody else can',
  access: 'session',
  params: z.object({ personId: id }),
  body: z.object({ whereabouts: line(120), reachBy: line(120).optional() }),
  answer: done,
  status: 201,
  refusals: ['not-logged-in', 'not-found', 'not-a-member', 'key-missing', 'key-reused'],
  idempotency: 'key',
});

export const voidContact = route({
  name: 'voidContact',
  slice: 'roster',
  method: 'POST',
  path: '/api/contacts/:contactId/void',
  summary: 'Void a contact recorded by mistake; it stays visible and counts as nothing',
  access: 'record-activity',
  params: z.object({ contactId: id }),
  body: z.object({ reason: line(200) }),
  answer: done,
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted', 'contact-voided-already'],
  idempotency: 'natural',
});

const leftBehindFilter = z.enum(['all', 'no-trace', 'floating', 'infirm', 'never-reached']);

export const listLeftBehind = route({
  name: 'listLeftBehind',
  slice: 'roster',
  method: 'GET',
  path: '/api/organisations/:organisationId/left-behind',
  summary:
    'Members at and beneath a node of whom the open stage has no trace, and all floating and infirm ones with the last contact',
  access: 'read',
  params: z.object({ organisationId: id }),
  query: pageById.extend({ filter: leftBehindFilter.default('all') }),
  answer: z.object({
    counts: z.object({
      all: amount,
      'no-trace': amount,
      floating: amount,
      infirm: amount,
      'never-reached': amount,
    }),
    members: z.array(
      z.object({
        personId: id,
        name: z.string(),
        bornIn: z.number().int().nullable(),
        categories: z.array(z.string()),
        standing: z.enum(['full', 'probationary', 'applicant']),
        branch: z.object({ id, name: z.string() }),
        unit: z.object({ id, name: z.string() }),
        /** Null: the unit is in no open stage. */
        stageCode: z.string().nullable(),
        hasTrace: z.boolean(),
        last: z.object({ on: civilDate, mode: contactMode, outcome }).nullable(),
        whereabouts: z.string().nullable(),
        reachBy: z.string().nullable(),
        mayRecord: z.boolean(),
      }),
    ),
    next: id.nullable(),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted'],
});
