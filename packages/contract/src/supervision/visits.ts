import { z } from 'zod';
import { amount, civilDate, id, instant, pageByTime } from '../fields.ts';
import { entryAnswer } from '../ledger/index.ts';
import { route } from '../route.ts';

/** What an entry is about: the part of its kind before the dot. */
export const entryTopics = [
  'gate',
  'supervision',
  'assessment',
  'obligation',
  'study',
  'roster',
  'organisation',
  'campaign',
  'access',
  'opinion',
] as const;

export const markVisit = route({
  name: 'markVisit',
  slice: 'supervision',
  method: 'POST',
  path: '/api/supervision/visit',
  summary: 'One looks at one’s own units; after half an hour without a look it is another visit',
  access: 'session',
  answer: z.object({ since: instant }),
  status: 201,
  refusals: ['not-logged-in', 'forged-request'],
  idempotency: 'natural',
});

export const listChanges = route({
  name: 'listChanges',
  slice: 'supervision',
  method: 'GET',
  path: '/api/supervision/changes',
  summary:
    'What others recorded at the units that one answers for since one’s last visit, latest first, and what became overdue',
  access: 'session',
  query: pageByTime.extend({ topic: z.enum(entryTopics).optional() }),
  answer: z.object({
    since: instant,
    /** There was no visit before: it is what the last seven days brought. */
    isFirst: z.boolean(),
    /** By what they are about, those alone of which there are any. */
    topics: z.array(z.object({ topic: z.enum(entryTopics), count: amount })),
    /** What became overdue and is not done, by unit; its list is asked from this day on. */
    overdueFrom: civilDate,
    overdue: z.array(z.object({ unit: z.object({ id, name: z.string() }), count: amount })),
    entries: z.array(entryAnswer),
    all: amount,
    next: z.string().nullable(),
  }),
  status: 200,
  refusals: ['not-logged-in', 'invalid-input'],
});
