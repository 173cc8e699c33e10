import { z } from 'zod';
import { done, id, instant, line, pageById, text } from '../fields.ts';
import { route } from '../route.ts';

/** A page of this desk: it becomes a link for whoever reads the report. */
const ownAddress = line(200).regex(/^\/(?![/\\])/, 'an address of the desk, beginning with one /');

export const reportBurden = route({
  name: 'reportBurden',
  slice: 'opinion',
  method: 'POST',
  path: '/api/burden-reports',
  summary: 'Say what burdens, from any page; the offices above read it',
  access: 'session',
  body: z.object({ page: ownAddress, body: text(2000) }),
  answer: done,
  status: 201,
  refusals: ['not-logged-in', 'forged-request'],
  idempotency: 'key',
});

export const listBurdens = route({
  name: 'listBurdens',
  slice: 'opinion',
  method: 'GET',
  path: '/api/organisations/:organisationId/burden-reports',
  summary: 'What people at and beneath a node say burdens them; without their names',
  access: 'read-burdens',
  params: z.object({ organisationId: id }),
  query: pageById,
  answer: z.object({
    reports: z.array(
      z.object({ id, page: z.string(), body: z.string(), recordedAt: instant, organisationName: z.string() }),
    ),
    next: z.string().nullable(),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted'],
});
