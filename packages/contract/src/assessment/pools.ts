import { z } from 'zod';
import { amount, civilDate, done, id, instant, text } from '../fields.ts';
import { route } from '../route.ts';

/** Units that vote together, the host of the vote first. */
const poolAnswer = z.object({
  id,
  stageCode: z.string(),
  formedOn: civilDate,
  formedBy: z.string(),
  units: z.array(z.object({ id, name: z.string() })),
  /** An assessment of it was opened: it stays as it is. */
  hasVoted: z.boolean(),
  mayEnd: z.boolean(),
});

const endedPool = poolAnswer
  .pick({ id: true, stageCode: true, formedOn: true, formedBy: true, units: true })
  .extend({ endedAt: instant, endedBy: z.string(), reason: z.string() });

export const listPools = route({
  name: 'listPools',
  slice: 'assessment',
  method: 'GET',
  path: '/api/organisations/:organisationId/pools',
  summary: 'Units at and beneath a node in which too few may vote, and those that vote together',
  access: 'read',
  params: z.object({ organisationId: id }),
  answer: z.object({
    pools: z.array(poolAnswer),
    /** Undone before they voted, the latest first. */
    ended: z.array(endedPool),
    /** In an open stage and in no pool, by place: those in which too few may vote, and, where one may form a pool, the others. */
    units: z.array(z.object({ id, name: z.string(), stageCode: z.string(), voters: amount, fewestVoters: amount })),
    /** How many of them have too few voters. */
    small: amount,
    mayForm: z.boolean(),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted'],
});

export const formPool = route({
  name: 'formPool',
  slice: 'assessment',
  method: 'POST',
  path: '/api/organisations/:organisationId/pools',
  summary: 'The office has units vote together, the first of them as host; before the vote',
  access: 'manage-campaign',
  params: z.object({ organisationId: id }),
  body: z.object({
    unitIds: z
      .array(id)
      .min(2)
      .max(50)
      .refine((ids) => new Set(ids).size === ids.length, 'each unit once'),
  }),
  answer: done,
  status: 201,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'pool-unit-elsewhere',
    'pool-stages-differ',
    'pool-unit-suffices',
    'pool-unit-is-counting',
    'pool-unit-has-voted',
    'pool-unit-is-judged',
    'unit-pooled-already',
    'too-few-voters',
    'campaign-closed',
  ],
  idempotency: 'key',
});

export const endPool = route({
  name: 'endPool',
  slice: 'assessment',
  method: 'POST',
  path: '/api/pools/:poolId/end',
  summary: 'Units that have not voted together yet vote by themselves again; the pool stays on record',
  access: 'manage-campaign',
  params: z.object({ poolId: id }),
  body: z.object({ reason: text(500) }),
  answer: done,
  status: 201,
  refusals: ['not-logged-in', 'not-found', 'not-permitted', 'pool-has-voted', 'pool-changed', 'campaign-closed'],
  idempotency: 'natural',
});
