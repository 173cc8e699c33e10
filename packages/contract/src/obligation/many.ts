import { z } from 'zod';
import { amount, done, id, text } from '../fields.ts';
import { route } from '../route.ts';

/** As many as are taken at once. */
const most = 1000;
const each = (ids: readonly string[]): boolean => new Set(ids).size === ids.length;
const once = 'each once';
const list = ['not-logged-in', 'not-found', 'not-permitted', 'list-refused', 'invalid-input'] as const;

export const submitDeliverables = route({
  name: 'submitDeliverables',
  slice: 'obligation',
  method: 'POST',
  path: '/api/deliverables',
  summary:
    'Hand in the texts of several things owed at once, each as if by itself; all of them, or none with every reason',
  access: 'submit-deliverable',
  body: z.object({
    papers: z
      .array(z.object({ obligationId: id, text: text(100_000) }))
      .min(1)
      .max(100)
      .refine((papers) => each(papers.map(({ obligationId }) => obligationId)), once),
  }),
  answer: z.object({ deliverables: z.array(done) }),
  status: 201,
  refusals: [...list],
  idempotency: 'key',
  bodyLimit: 12_000_000,
});

export const checkDeliverables = route({
  name: 'checkDeliverables',
  slice: 'obligation',
  method: 'POST',
  path: '/api/deliverable-checks',
  summary:
    'Accept or return what many units handed in, each version as if by itself; all of them, or none with every reason',
  access: 'check-deliverable',
  body: z.object({
    outcome: z.enum(['accepted', 'returned']),
    note: text(2000).nullable(),
    /** The version that was looked at; a newer one is not checked unseen. */
    checks: z
      .array(z.object({ obligationId: id, version: z.number().int().min(1).max(10_000) }))
      .min(1)
      .max(most)
      .refine((checks) => each(checks.map(({ obligationId }) => obligationId)), once),
  }),
  answer: z.object({ checked: amount }),
  status: 201,
  refusals: [...list],
  idempotency: 'key',
});

export const exemptObligations = route({
  name: 'exemptObligations',
  slice: 'obligation',
  method: 'POST',
  path: '/api/exemptions',
  summary: 'Let many off for one reason, each as if by itself; all of them, or none with every reason',
  access: 'relieve-obligation',
  body: z.object({
    obligationIds: z.array(id).min(1).max(most).refine(each, once),
    reason: text(2000),
  }),
  answer: z.object({ exempted: amount }),
  status: 201,
  refusals: [...list],
  idempotency: 'key',
});
