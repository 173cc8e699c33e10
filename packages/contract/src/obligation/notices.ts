import { noticeKinds, noticeOutcomes, noticeRungs, obligationKinds } from '@muster/core/obligation';
import { z } from 'zod';
import { amount, bilingual, civilDate, id, instant } from '../fields.ts';
import { route } from '../route.ts';

const notice = z.object({ kind: z.enum(noticeKinds), onDay: civilDate });

export const listNotices = route({
  name: 'listNotices',
  slice: 'obligation',
  method: 'GET',
  path: '/api/notices',
  summary:
    'What one was told, the latest first: at most one notice of a kind a day, each with the first things that it is about',
  access: 'session',
  /** Those of the days before this one: the last one of a page. */
  query: z.object({ before: civilDate.optional() }),
  answer: z.object({
    notices: z.array(
      notice.extend({
        isRead: z.boolean(),
        /** As many things as it is about; the first 20 stand beneath. */
        all: amount,
        things: z.array(
          z.object({
            obligationId: id,
            campaignId: id,
            rung: z.enum(noticeRungs),
            kind: z.enum(obligationKinds),
            title: bilingual,
            unit: z.object({ id, name: z.string() }).nullable(),
            /** The person or the branch that owes it, where it is not the unit. */
            whose: z.string().nullable(),
            dueOn: civilDate,
          }),
        ),
        /** What became of applications, the latest first: each leads to the unit's page. */
        steps: z.array(
          z.object({
            transitionId: id,
            campaignId: id,
            stageCode: z.string(),
            outcome: z.enum(noticeOutcomes),
            at: instant,
            unit: z.object({ id, name: z.string() }),
          }),
        ),
      }),
    ),
    unread: amount,
    next: civilDate.nullable(),
  }),
  status: 200,
  refusals: ['not-logged-in', 'invalid-input'],
});

export const readUnread = route({
  name: 'readUnread',
  slice: 'obligation',
  method: 'GET',
  path: '/api/notices/unread',
  summary: 'How many notices one has not read',
  access: 'session',
  answer: z.object({ unread: amount }),
  status: 200,
  refusals: ['not-logged-in'],
});

export const markNoticesRead = route({
  name: 'markNoticesRead',
  slice: 'obligation',
  method: 'POST',
  path: '/api/notices/read',
  summary: 'One has read these notices of one’s own',
  access: 'session',
  body: z.object({ notices: z.array(notice).min(1).max(200) }),
  answer: z.object({ read: amount }),
  status: 201,
  refusals: ['not-logged-in', 'forged-request', 'invalid-input'],
  idempotency: 'natural',
});
