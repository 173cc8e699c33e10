import { z } from 'zod';
import { amount, civilDate, done, id, line } from '../fields.ts';
import { route } from '../route.ts';

export const standing = z.enum(['full', 'probationary', 'applicant']);
export const endReason = z.enum(['died', 'left', 'removed', 'expelled', 'mistaken']);
export const named = z.object({ id, name: z.string() });
const bornIn = z.number().int().min(1900).max(2100);
const categories = z.array(line(64)).max(50);
export const personId = z.object({ personId: id });

export const findNamesakes = route({
  name: 'findNamesakes',
  slice: 'roster',
  method: 'GET',
  path: '/api/organisations/:organisationId/namesakes',
  summary: 'People of a name and year of birth whom a new member might be; of those out of sight only how many',
  access: 'manage-roster',
  params: z.object({ organisationId: id }),
  query: z.object({ name: line(60), bornIn: z.coerce.number().int().min(1900).max(2100).optional() }),
  answer: z.object({
    people: z.array(
      z.object({
        id,
        name: z.string(),
        bornIn: z.number().int().nullable(),
        /** Where the person is a member now; null: known by an office, or left. */
        membership: z.object({ branch: named, unit: named }).nullable(),
        offices: z.array(z.object({ role: z.string(), organisation: named })),
      }),
    ),
    elsewhere: amount,
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted'],
});

export const addMember = route({
  name: 'addMember',
  slice: 'roster',
  method: 'POST',
  path: '/api/branches/:branchId/members',
  summary: 'Add one member to a branch: somebody new, or somebody known who belongs to no branch',
  access: 'manage-roster',
  params: z.object({ branchId: id }),
  body: z.object({
    /** Somebody known by an office, or who left: becomes a member and stays one person. */
    personId: id.optional(),
    name: line(60),
    bornIn: bornIn.nullable(),
    code: line(64).optional(),
    standing,
    unitId: id.optional(),
    categories,
    fromOn: civilDate.optional(),
    /** People of the same name were shown, and this is somebody else. */
    isSomebodyElse: z.boolean().default(false),
  }),
  answer: z.object({ personId: id }),
  status: 201,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'perhaps-known',
    'still-a-member',
    'unit-not-served',
    'category-unknown',
    'day-in-future',
    'day-too-early',
    'year-invalid',
    'joined-too-young',
    'code-taken',
    'key-missing',
    'key-reused',
  ],
  idempotency: 'key',
});

export const endMembership = route({
  name: 'endMembership',
  slice: 'roster',
  method: 'POST',
  path: '/api/people/:personId/membership-end',
  summary:
    'End a membership: death, leaving, removal or expulsion, or one entered by mistake; death and expulsion end offices and account too',
  access: 'manage-roster',
  params: personId,
  body: z.object({ reason: endReason, on: civilDate, note: line(200).optional() }),
  answer: done,
  status: 201,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'not-a-member',
    'day-in-future',
    'day-too-early',
    'reason-missing',
    'beyond-own-authority',
  ],
  idempotency: 'natural',
});

export const voidMembershipEnd = route({
  name: 'voidMembershipEnd',
  slice: 'roster',
  method: 'POST',
  path: '/api/membership-ends/:endId/void',
  summary: 'Void a mistaken end: the membership goes on, where nothing else was opened since',
  access: 'manage-roster',
  params: z.object({ endId: id }),
  body: z.object({ reason: line(200) }),
  answer: done,
  status: 200,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'end-voided-already',
    'membership-opened-since',
    'organisation-closed',
  ],
  idempotency: 'natural',
});

export const changeStanding = route({
  name: 'changeStanding',
  slice: 'roster',
  method: 'POST',
  path: '/api/people/:personId/standing',
  summary: 'Change what a member is from a day on: applicant, probationary, full; what was before stays in the history',
  access: 'manage-roster',
  params: personId,
  body: z.object({ standing, on: civilDate, note: line(200).optional() }),
  answer: done,
  status: 201,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'not-a-member',
    'standing-unchanged',
    'day-in-future',
    'day-too-early',
    'joined-too-young',
    'reason-missing',
  ],
  idempotency: 'natural',
});

export const correctPerson = route({
  name: 'correctPerson',
  slice: 'roster',
  method: 'POST',
  path: '/api/people/:personId/correction',
  summary:
    'Correct the name or year of birth, with a reason, or edit the categories; the old words stay in the history',
  access: 'manage-roster',
  params: personId,
  body: z.object({ name: line(60), bornIn: bornIn.nullable(), categories, reason: line(200).optional() }),
  answer: done,
  status: 201,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'nothing-changed',
    'category-unknown',
    'year-invalid',
    'joined-too-young',
    'reason-missing',
  ],
  idempotency: 'natural',
});
