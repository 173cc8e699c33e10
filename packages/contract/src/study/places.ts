import { levels, mobilisedStates } from '@muster/core/study';
import { z } from 'zod';
import { amount, civilDate, id, line, pageById } from '../fields.ts';
import { route } from '../route.ts';

const params = z.object({ organisationId: id });
const organisation = z.object({ id, name: z.string() });

export const listMobilisation = route({
  name: 'listMobilisation',
  slice: 'study',
  method: 'GET',
  path: '/api/organisations/:organisationId/mobilisation',
  summary:
    'Which units or branches have held a meeting that every level holds, and whether their head was there; by place in the tree',
  access: 'read',
  params,
  query: pageById.extend({
    level: z.enum(levels).default('unit'),
    /** Left out: the first that the playbook names. */
    kind: line(40).optional(),
    /** Left out: the campaign’s first. */
    stage: line(40).optional(),
    /** Left out: all. */
    state: z.enum(mobilisedStates).optional(),
  }),
  answer: z.object({
    campaignId: id.nullable(),
    kind: z.string().nullable(),
    stage: z.string().nullable(),
    stages: z.array(z.string()),
    /** Of that stage, every kind and level: what each list is as long as. */
    counts: z.array(
      z.object({ kind: z.string(), level: z.enum(levels), state: z.enum(mobilisedStates), count: amount }),
    ),
    rows: z.array(
      z.object({
        organisation,
        /** The unit itself, or the host of the branch. */
        unit: organisation,
        state: z.enum(mobilisedStates),
        /** The one with the head before one without, then the first. */
        held: z.object({ activityId: id, on: civilDate }).nullable(),
      }),
    ),
    all: amount,
    next: z.string().nullable(),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted'],
});

export const listQuietBranches = route({
  name: 'listQuietBranches',
  slice: 'study',
  method: 'GET',
  path: '/api/organisations/:organisationId/quiet-branches',
  summary: 'Branches in an open stage that have met for nothing for so many days; by place in the tree',
  access: 'read',
  params,
  query: pageById.extend({ days: z.coerce.number().int().min(1).max(366).default(14) }),
  answer: z.object({
    since: civilDate,
    rows: z.array(
      z.object({
        branch: organisation,
        unit: organisation,
        stageCode: z.string(),
        stageStartedOn: civilDate,
        /** Null: never. */
        last: z.object({ activityId: id, on: civilDate }).nullable(),
      }),
    ),
    all: amount,
    next: z.string().nullable(),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted'],
});
