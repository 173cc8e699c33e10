import { z } from 'zod';
import { id, instant, pageByTime } from '../fields.ts';
import { route } from '../route.ts';

/** A record with its times, never merged; `sealedAt` is empty until a checkpoint stands over it. */
export const entryAnswer = z.object({
  id,
  kind: z.string(),
  subjectId: id,
  /** The unit that it is about, where it is about one. */
  unit: z.object({ id, name: z.string() }).nullable(),
  actorName: z.string().nullable(),
  occurredAt: instant,
  occurredBasis: z.enum(['claimed', 'recorded']),
  capturedAt: instant.nullable(),
  recordedAt: instant,
  isLate: z.boolean(),
  lateReason: z.string().nullable(),
  summary: z.record(z.string(), z.union([z.string(), z.number()])),
  leafHash: z.string(),
});

export const listEntries = route({
  name: 'listEntries',
  slice: 'ledger',
  method: 'GET',
  path: '/api/organisations/:organisationId/records',
  summary: 'What was recorded at and beneath a node, latest first: occurred, recorded, by whom, and whether late',
  access: 'read',
  params: z.object({ organisationId: id }),
  query: pageByTime,
  answer: z.object({ entries: z.array(entryAnswer), next: z.string().nullable() }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted'],
});
