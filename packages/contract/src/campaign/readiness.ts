import { readinessMeasures } from '@muster/core/campaign';
import { z } from 'zod';
import { amount, bilingual, civilDate, done, id, instant, line, text } from '../fields.ts';
import { route } from '../route.ts';

const figure = z.object({
  measure: z.enum(readinessMeasures),
  lacking: amount,
  /** Of how many; null where there is no such whole. */
  all: amount.nullable(),
  /** The first of what is lacking, by place in the tree; empty for people, and for what stood at an opening. */
  first: z.array(z.object({ id, name: z.string() })),
});

const item = z.object({
  code: z.string(),
  title: bilingual,
  isHard: z.boolean(),
  isMet: z.boolean(),
  /** Empty where it is confirmed by word. */
  figures: z.array(figure),
  word: z.object({ id, readyOn: civilDate, words: z.string(), saidBy: z.string(), saidAt: instant }).nullable(),
  /** Words that were taken back, the latest first. */
  takenBack: z.array(
    z.object({
      id,
      readyOn: civilDate,
      words: z.string(),
      saidBy: z.string(),
      by: z.string(),
      at: instant,
      reason: z.string(),
    }),
  ),
});

export const readBatchReadiness = route({
  name: 'readBatchReadiness',
  slice: 'campaign',
  method: 'GET',
  path: '/api/batches/:batchId/readiness',
  summary:
    'What is ready before a planned batch opens, worked out now; of an opened one what stood when it opened, and the reason',
  access: 'manage-campaign',
  params: z.object({ batchId: id }),
  answer: z.object({
    items: z.array(item),
    /** Null while it is planned, and for a batch of before this was kept. */
    opening: z.object({ reason: z.string().nullable(), by: z.string(), at: instant }).nullable(),
    isOpen: z.boolean(),
    asOf: instant,
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted'],
});

export const previewBatchReadiness = route({
  name: 'previewBatchReadiness',
  slice: 'campaign',
  method: 'GET',
  path: '/api/campaigns/:campaignId/readiness/:organisationId',
  summary: 'What would be ready if a batch opened now for everything beneath a node',
  access: 'manage-campaign',
  params: z.object({ campaignId: id, organisationId: id }),
  answer: z.object({ items: z.array(item), asOf: instant }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted'],
});

export const sayReady = route({
  name: 'sayReady',
  slice: 'campaign',
  method: 'POST',
  path: '/api/batches/:batchId/ready-words',
  summary: 'Say of an item that is confirmed by word that it is ready, since which day, in a few words',
  access: 'manage-campaign',
  params: z.object({ batchId: id }),
  body: z.object({ item: line(40), readyOn: civilDate, words: text(500) }),
  answer: done,
  status: 201,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'invalid-input',
    'batch-opened-already',
    'readiness-is-counted',
    'said-ready-already',
    'day-in-future',
  ],
  idempotency: 'natural',
});

export const takeBackReady = route({
  name: 'takeBackReady',
  slice: 'campaign',
  method: 'POST',
  path: '/api/ready-words/:wordId/withdrawal',
  summary: 'Take back that something is ready, with the reason; what was said stays in sight',
  access: 'manage-campaign',
  params: z.object({ wordId: id }),
  body: z.object({ reason: text(500) }),
  answer: done,
  status: 201,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'invalid-input',
    'batch-opened-already',
    'ready-taken-back-already',
  ],
  idempotency: 'natural',
});
