import { z } from 'zod';
import { amount, civilDate, id, instant, pageById } from '../fields.ts';
import { route } from '../route.ts';

const origin = z.enum(['own', 'subordinate', 'served']);
/** Null: not set. */
const wanted = z.number().int().min(0).max(10_000).nullable();
const originAnswer = z.object({ origin, wanted, have: amount, missing: amount });

export const readRepresentatives = route({
  name: 'readRepresentatives',
  slice: 'roster',
  method: 'GET',
  path: '/api/units/:unitId/representatives',
  summary:
    'How many representatives a unit is to have by origin, who they are and were, and the assessments each was counted in',
  access: 'read',
  params: z.object({ unitId: id }),
  answer: z.object({
    unit: z.object({ id, name: z.string() }),
    origins: z.array(originAnswer),
    /** Who set the figures last, and when. */
    setBy: z.object({ name: z.string(), at: instant }).nullable(),
    people: z.array(
      z.object({
        appointmentId: id,
        person: z.object({ id, name: z.string() }),
        origin,
        fromOn: civilDate,
        toOn: civilDate.nullable(),
        /** Member of this unit, who votes as one: counted there and not here. */
        votesAsMember: z.boolean(),
        assessments: z.array(z.object({ id, heldOn: civilDate, attempt: z.number().int() })),
      }),
    ),
    maySet: z.boolean(),
    mayAppoint: z.boolean(),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted'],
});

export const setRepresentativeQuota = route({
  name: 'setRepresentativeQuota',
  slice: 'roster',
  method: 'PUT',
  path: '/api/units/:unitId/representative-quota',
  summary: 'Set how many representatives a unit is to have from each origin',
  access: 'manage-access',
  params: z.object({ unitId: id }),
  body: z.object({ own: wanted, subordinate: wanted, served: wanted }),
  answer: z.object({ id }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted', 'not-a-unit'],
  idempotency: 'natural',
});

export const listRepresentativeGaps = route({
  name: 'listRepresentativeGaps',
  slice: 'roster',
  method: 'GET',
  path: '/api/organisations/:organisationId/representative-gaps',
  summary:
    'Units at and beneath a node that have fewer representatives than they are to have, or for which no number is set',
  access: 'read',
  params: z.object({ organisationId: id }),
  query: pageById,
  answer: z.object({
    lacking: amount,
    notSet: amount,
    units: z.array(z.object({ unit: z.object({ id, name: z.string() }), origins: z.array(originAnswer) })),
    next: id.nullable(),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted'],
});
