import { z } from 'zod';
import { amount, civilDate, done, id, instant, line, pageById } from '../fields.ts';
import { route } from '../route.ts';

const end = z.object({ branchId: id, branchName: z.string(), unitId: id, unitName: z.string() });

export const findDestinations = route({
  name: 'findDestinations',
  slice: 'roster',
  method: 'GET',
  path: '/api/people/:personId/destinations',
  summary:
    'Branches that a member could be transferred to: those one sees whose name or code contains the text, and one anywhere by its exact code, of which only name and kind are told',
  access: 'manage-roster',
  params: z.object({ personId: id }),
  query: z.object({ text: line(80) }),
  answer: z.object({
    branches: z.array(
      z.object({
        branchId: id,
        name: z.string(),
        kind: z.enum(['branch']),
        /** The units it serves, its host first; empty where one does not see the branch: its host is meant. */
        units: z.array(
          z.object({
            id,
            name: z.string(),
            /** It has applied for a transition: who comes without what its conditions ask for can cost it that. */
            isJudged: z.boolean(),
          }),
        ),
        /** One answers for both ends: the transfer is done at once. */
        mayReceive: z.boolean(),
      }),
    ),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted'],
});

export const proposeTransfer = route({
  name: 'proposeTransfer',
  slice: 'roster',
  method: 'POST',
  path: '/api/people/:personId/transfers',
  summary:
    'Transfer a member to another branch or another unit of a joint branch: at once where one answers for both ends, else proposed to the receiving end',
  access: 'manage-roster',
  params: z.object({ personId: id }),
  body: z.object({
    branchId: id,
    unitId: id.optional(),
    /** The day it holds from, where it is done at once; today where it is left out. */
    on: civilDate.optional(),
    reason: line(200).optional(),
  }),
  answer: z.object({ id, done: z.boolean() }),
  status: 201,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'not-a-member',
    'transfer-open-already',
    'destination-unknown',
    'already-there',
    'day-in-future',
    'day-too-early',
    'day-named-by-receiver',
    'transfer-stale',
    'last-member-vote-failed',
    'last-member-orders-open',
    'unavailable',
  ],
  idempotency: 'natural',
});

const transferId = z.object({ transferId: id });

export const acceptTransfer = route({
  name: 'acceptTransfer',
  slice: 'roster',
  method: 'POST',
  path: '/api/transfers/:transferId/accept',
  summary: 'Take in a member whom another branch proposes: one membership ends and the other opens',
  access: 'manage-roster',
  params: transferId,
  body: z.object({ on: civilDate.optional() }),
  answer: done,
  status: 200,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'transfer-settled-already',
    'transfer-stale',
    'destination-unknown',
    'day-in-future',
    'day-too-early',
    'last-member-vote-failed',
    'last-member-orders-open',
    'unavailable',
  ],
  idempotency: 'natural',
});

export const declineTransfer = route({
  name: 'declineTransfer',
  slice: 'roster',
  method: 'POST',
  path: '/api/transfers/:transferId/decline',
  summary: 'Decline, with a reason, to take in a member: the member stays',
  access: 'manage-roster',
  params: transferId,
  body: z.object({ reason: line(200) }),
  answer: done,
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted', 'transfer-settled-already'],
  idempotency: 'natural',
});

export const withdrawTransfer = route({
  name: 'withdrawTransfer',
  slice: 'roster',
  method: 'POST',
  path: '/api/transfers/:transferId/withdraw',
  summary: 'Take back a transfer that the other end has not answered',
  access: 'manage-roster',
  params: transferId,
  body: z.object({ reason: line(200).optional() }),
  answer: done,
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted', 'transfer-settled-already'],
  idempotency: 'natural',
});

const transferAnswer = z.object({
  id,
  person: z.object({
    id,
    name: z.string(),
    code: z.string().nullable(),
    bornIn: z.number().int().nullable(),
    categories: z.array(z.string()),
    standing: z.enum(['full', 'probationary', 'applicant']),
  }),
  from: end,
  to: end,
  direction: z.enum(['in', 'out', 'within']),
  reason: z.string().nullable(),
  proposedBy: z.string(),
  proposedAt: instant,
  outcome: z.enum(['accepted', 'declined', 'withdrawn']).nullable(),
  settledBy: z.string().nullable(),
  settledAt: instant.nullable(),
  settledReason: z.string().nullable(),
  movedOn: civilDate.nullable(),
  mayAccept: z.boolean(),
  mayWithdraw: z.boolean(),
});

export const listTransfers = route({
  name: 'listTransfers',
  slice: 'roster',
  method: 'GET',
  path: '/api/organisations/:organisationId/transfers',
  summary:
    'Transfers into, out of and within a node of either tree: those that are open, or those that are settled, latest first',
  access: 'read',
  params: z.object({ organisationId: id }),
  query: pageById.extend({
    state: z.enum(['open', 'settled']).default('open'),
    direction: z.enum(['in', 'out', 'within']).optional(),
  }),
  answer: z.object({
    transfers: z.array(transferAnswer),
    all: amount,
    /** Open ones that the reader may accept or decline. */
    awaitingMe: amount,
    next: id.nullable(),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted'],
});
