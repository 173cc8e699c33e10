import { z } from 'zod';
import { civilDate, done, id, instant, line } from '../fields.ts';
import { route } from '../route.ts';

/** Leave as it was noted, and its last day after all. */
export const leave = z.object({
  id,
  personId: id,
  name: z.string(),
  fromOn: civilDate,
  toOn: civilDate,
  /** Before `fromOn` where it never began. */
  lastOn: civilDate,
  reason: z.string(),
  by: z.string(),
  at: instant,
  ended: z.object({ by: z.string(), at: instant }).nullable(),
});

export const noteLeave = route({
  name: 'noteLeave',
  slice: 'study',
  method: 'POST',
  path: '/api/branches/:branchId/leaves',
  summary: 'Note the leave of somebody on the roll; the sheets of meetings held meanwhile come filled with it',
  access: 'record-activity',
  params: z.object({ branchId: id }),
  body: z.object({ personId: id, fromOn: civilDate, toOn: civilDate, reason: line(40) }),
  answer: done,
  status: 201,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'stage-not-open',
    'not-on-the-roll',
    'leave-dates-not-in-order',
    'leave-too-long',
    'leave-overlaps',
    'invalid-input',
  ],
  idempotency: 'natural',
});

export const endLeave = route({
  name: 'endLeave',
  slice: 'study',
  method: 'POST',
  path: '/api/branches/:branchId/leaves/:leaveId/end',
  summary: 'Say that a leave ended early, with its last day; what was noted stays',
  access: 'record-activity',
  params: z.object({ branchId: id, leaveId: id }),
  body: z.object({ lastOn: civilDate }),
  answer: done,
  status: 200,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'leave-ended-already',
    'leave-end-outside',
    'invalid-input',
  ],
  idempotency: 'natural',
});
