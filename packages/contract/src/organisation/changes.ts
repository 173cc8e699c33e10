import { operations } from '@muster/core/organisation';
import { z } from 'zod';
import { amount, civilDate, done, id, instant, line } from '../fields.ts';
import { route } from '../route.ts';
import { namedNode } from './named-node.ts';

const params = z.object({ organisationId: id });
const changing = [
  'not-logged-in',
  'not-found',
  'not-permitted',
  'organisation-closed',
  'name-taken',
  'unavailable',
] as const;
const dated = ['organisation-is-root', 'day-in-future', 'day-before-present-parent'] as const;

/** A code of one's own or of the source; an empty one is none. */
const code = line(64).nullable();

export const editOrganisation = route({
  name: 'editOrganisation',
  slice: 'organisation',
  method: 'PUT',
  path: '/api/organisations/:organisationId',
  summary:
    'What an organisation is called, its codes, its class and what its work is like; what it was before stays in its history',
  access: 'manage-organisations',
  params,
  body: z.object({
    name: line(200),
    code,
    creditCode: line(18).nullable(),
    classCode: line(64).nullable(),
    operation: z.enum(operations),
  }),
  answer: done,
  status: 200,
  refusals: [...changing, 'code-taken', 'credit-code-wrong', 'class-unknown', 'nothing-changed'],
  idempotency: 'natural',
});

export const moveOrganisation = route({
  name: 'moveOrganisation',
  slice: 'organisation',
  method: 'POST',
  path: '/api/organisations/:organisationId/moves',
  summary:
    'Give an organisation another parent from a day on, with everything beneath it; asked on it, the old parent and the new one',
  access: 'manage-organisations',
  params,
  body: z.object({ parentId: id, on: civilDate, reason: line(500) }),
  answer: done,
  status: 200,
  refusals: [
    ...changing,
    ...dated,
    'parent-closed',
    'parent-unchanged',
    'parent-beneath-itself',
    'parent-kind-wrong',
    'other-region',
    'tree-too-deep',
    'day-before-parent-opened',
  ],
  idempotency: 'natural',
});

const ending = [
  ...changing,
  ...dated,
  'organisation-not-empty',
  'organisation-in-procedure',
  'orders-not-verified',
] as const;

export const closeOrganisation = route({
  name: 'closeOrganisation',
  slice: 'organisation',
  method: 'POST',
  path: '/api/organisations/:organisationId/closing',
  summary:
    'Close an organisation that holds nobody and nothing any more; offices, team ties and its part in the campaign end with it',
  access: 'manage-organisations',
  params,
  body: z.object({ on: civilDate, reason: line(500) }),
  answer: done,
  status: 200,
  refusals: ending,
  idempotency: 'natural',
});

export const mergeOrganisation = route({
  name: 'mergeOrganisation',
  slice: 'organisation',
  method: 'POST',
  path: '/api/organisations/:organisationId/merging',
  summary:
    'Merge an organisation into another of its kind: what hangs beneath it and its members go there, hours with them; meetings stay',
  access: 'manage-organisations',
  params,
  body: z.object({ intoId: id, on: civilDate, reason: line(500) }),
  answer: done,
  status: 200,
  refusals: [
    ...ending,
    'merge-into-itself',
    'merge-kind-differs',
    'merge-skips-a-stage',
    'merge-with-kin',
    'other-region',
    'tree-too-deep',
    'vote-failed',
  ],
  idempotency: 'natural',
});

export const readChangeEffects = route({
  name: 'readChangeEffects',
  slice: 'organisation',
  method: 'GET',
  path: '/api/organisations/:organisationId/effects',
  summary: 'Whom and what a move, merger or closing would concern, said before it is done',
  access: 'manage-organisations',
  params,
  answer: z.object({
    /** At it and beneath, from the roll-up. */
    units: amount,
    branches: amount,
    members: amount,
    activities: amount,
    /** Units at it or beneath that take part in a campaign. */
    takingPart: amount,
    asOf: instant.nullable(),
    /** Members of the unit or branch itself, counted now. */
    ownMembers: amount,
    /** Offices held at it, which end when it is closed or merged. */
    offices: amount,
    /** Supervision teams that answer for it. */
    teams: amount,
    openTransfers: amount,
    openTransitions: amount,
    openAssessments: amount,
    /** Orders to correct that nobody has verified: until then it is neither merged nor closed. */
    openOrders: amount,
    /** The one of them that is due first. */
    firstOrder: z.object({ id, text: z.string(), dueOn: civilDate }).nullable(),
    /**
     * A unit's last vote in the stage that it is in, where that fails: it is not merged before another one, and closed it stays on record as
     * one whose vote failed. `num` of `den` were dissatisfied, or satisfied, whichever was asked.
     */
    failedVote: z.object({ of: z.enum(['dissatisfied', 'satisfied']), num: amount, den: amount }).nullable(),
    /**
     * Of a unit, in each campaign that runs: the stages that it has passed, and the one that it is in with the conditions that are counted by
     * its members. Of what it would go into by a merger they say where its people come to.
     */
    stages: z.array(
      z.object({
        campaignId: id,
        passed: z.array(z.string()),
        /** `openHard`: how many hard conditions of it are not met; past those it is not merged. */
        open: z.object({ code: z.string(), counted: z.array(z.string()), openHard: amount }).nullable(),
      }),
    ),
    /** What hangs directly beneath it, and the branches a unit keeps house for: the first of each. */
    children: z.array(namedNode),
    childrenInAll: amount,
    hostedBranches: z.array(namedNode),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted'],
});

/** One part of the tree as it stood on a day in the past, by the dated links between organisations. */
export const listChildrenOn = route({
  name: 'listChildrenOn',
  slice: 'organisation',
  method: 'GET',
  path: '/api/organisations/:organisationId/children-on/:on',
  summary: 'What hung directly beneath a node on a day, under the names of that day',
  access: 'read',
  params: z.object({ organisationId: id, on: civilDate }),
  answer: z.object({
    nodes: z.array(
      namedNode.extend({
        /** Since when it is no longer there; null where it still is. */ untilOn: civilDate.nullable(),
      }),
    ),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted', 'day-in-future'],
});
