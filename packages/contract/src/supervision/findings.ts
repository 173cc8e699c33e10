import { z } from 'zod';
import { amount, bilingual, civilDate, done, id, pageById, text } from '../fields.ts';
import { route } from '../route.ts';
import { orderAnswer } from './orders.ts';

const order = z.object({ text: text(4000), dueOn: civilDate });

const findingAnswer = z.object({
  id,
  unit: z.object({ id, name: z.string() }),
  stageCode: z.string(),
  /** From the playbook's list of findings, where it has one. */
  code: z.string().nullable(),
  text: z.string(),
  foundOn: civilDate,
  foundBy: z.string(),
  orders: z.array(orderAnswer),
  may: z.object({ order: z.boolean() }),
});

export const listFindings = route({
  name: 'listFindings',
  slice: 'supervision',
  method: 'GET',
  path: '/api/organisations/:organisationId/findings',
  summary:
    'What teams found at the units at and beneath a node of either tree, the latest first, with the orders to correct',
  access: 'read',
  params: z.object({ organisationId: id }),
  query: pageById,
  answer: z.object({
    findings: z.array(findingAnswer),
    all: amount,
    /** Orders that are not verified, and those of them that are overdue. */
    open: amount,
    overdue: amount,
    next: z.string().nullable(),
    /** The playbook's list of findings; empty where it has none. */
    codes: z.array(z.object({ code: z.string(), title: bilingual.nullable() })),
    may: z.object({ find: z.boolean() }),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted', 'invalid-input'],
});

export const recordFinding = route({
  name: 'recordFinding',
  slice: 'supervision',
  method: 'POST',
  path: '/api/units/:unitId/findings',
  summary: 'The team records what it found at a unit in its open stage, and may order it to be corrected by a day',
  access: 'order-correction',
  params: z.object({ unitId: id }),
  body: z.object({ code: z.string().min(1).max(64).nullable(), text: text(4000), order: order.nullable() }),
  answer: done,
  status: 201,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'of-another-campaign',
    'stage-not-open',
    'recused-oneself',
    'finding-code-unknown',
    'order-due-before-today',
    'day-too-far',
  ],
  idempotency: 'key',
});

export const issueOrder = route({
  name: 'issueOrder',
  slice: 'supervision',
  method: 'POST',
  path: '/api/findings/:findingId/orders',
  summary: 'The team orders something it found to be corrected by a day',
  access: 'order-correction',
  params: z.object({ findingId: id }),
  body: order,
  answer: done,
  status: 201,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'of-another-campaign',
    'recused-oneself',
    'order-due-before-today',
    'day-too-far',
  ],
  idempotency: 'key',
});
