import { levels, mobilisedStates } from '@muster/core/study';
import { z } from 'zod';
import { amount, civilDate, done, id, instant, line, pageById } from '../fields.ts';
import { route } from '../route.ts';

const params = z.object({ organisationId: id });
const organisation = z.object({ id, name: z.string() });

export const listMobilisation = route({
  name: 'listMobilisation',
  slice: 'study',
  method: 'GET',
  path: '/api/organisations/:organisationId/mobilisation',
  summary:
    'Which places, units or branches have held a meeting that every level holds, and whether their head was there; by place in the tree',
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
    /** All that the playbook names, whichever is shown. */
    kinds: z.array(z.string()),
    stages: z.array(z.string()),
    /** Of that stage and kind, every level: what each list is as long as. */
    counts: z.array(
      z.object({ kind: z.string(), level: z.enum(levels), state: z.enum(mobilisedStates), count: amount }),
    ),
    rows: z.array(
      z.object({
        organisation,
        /** The place or the unit itself, or the host of the branch. */
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

export const listHeldFor = route({
  name: 'listHeldFor',
  slice: 'study',
  method: 'GET',
  path: '/api/activities/:activityId/places',
  summary:
    'For which places above the units an activity was held, as its kind is by every level, and for which one may say so',
  access: 'read',
  params: z.object({ activityId: id }),
  answer: z.object({
    /** From above, each with what was taken back. */
    heldFor: z.array(
      z.object({
        id,
        place: organisation,
        by: z.string(),
        at: instant,
        withdrawn: z.object({ at: instant, by: z.string(), reason: z.string() }).nullable(),
        mayWithdraw: z.boolean(),
      }),
    ),
    /** Places above its host for which it may be said and is not, from above. */
    places: z.array(organisation),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted'],
});

export const holdForPlace = route({
  name: 'holdForPlace',
  slice: 'study',
  method: 'POST',
  path: '/api/organisations/:organisationId/held-for',
  summary: 'Say that a recorded meeting, of a kind that every level holds, was that of a place above the units',
  access: 'manage-campaign',
  params,
  body: z.object({ activityId: id }),
  answer: done,
  status: 201,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'activity-voided-already',
    'meeting-not-of-every-level',
    'meeting-not-beneath',
    'held-for-already',
    'campaign-closed',
  ],
  idempotency: 'key',
});

export const withdrawHeldFor = route({
  name: 'withdrawHeldFor',
  slice: 'study',
  method: 'POST',
  path: '/api/held-for/:heldForId/withdrawal',
  summary: 'Take back that a meeting was that of a place; it stays visible with who, when and why',
  access: 'manage-campaign',
  params: z.object({ heldForId: id }),
  body: z.object({ reason: line(200) }),
  answer: done,
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted', 'held-for-withdrawn-already', 'campaign-closed'],
  idempotency: 'natural',
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
