import { z } from 'zod';
import {
  amount,
  attachment,
  attachmentRefusals,
  civilDate,
  done,
  id,
  instant,
  largestFileMegabytes,
  text,
} from '../fields.ts';
import { route } from '../route.ts';

/** Something that a team ordered a unit to correct: by when, and how far it is. */
export const orderAnswer = z.object({
  id,
  campaignId: id,
  findingId: id,
  unit: z.object({ id, name: z.string() }),
  stageCode: z.string(),
  text: z.string(),
  issuedOn: civilDate,
  issuedBy: z.string(),
  dueOn: civilDate,
  state: z.enum(['open', 'answered', 'returned', 'verified']),
  /** Still to be answered, and its day has passed. */
  isOverdue: z.boolean(),
  /** The last answer came after its day. */
  isLate: z.boolean(),
  answers: amount,
  may: z.object({ answer: z.boolean(), verify: z.boolean() }),
  /** Why one who answers or verifies here cannot at present, as the command would refuse it; null where nothing is in the way. */
  notNow: z.enum(['evidence-window-closed', 'order-answered-by-oneself', 'recused-oneself']).nullable(),
});

export const listOwnOrders = route({
  name: 'listOwnOrders',
  slice: 'supervision',
  method: 'GET',
  path: '/api/orders',
  summary: 'Orders to correct that are not verified and that one has to answer or to verify, by deadline',
  access: 'session',
  answer: z.object({ orders: z.array(orderAnswer), all: amount }),
  status: 200,
  refusals: ['not-logged-in'],
});

export const readOrder = route({
  name: 'readOrder',
  slice: 'supervision',
  method: 'GET',
  path: '/api/orders/:orderId',
  summary: 'One order to correct, with the finding, every answer and what was said of it',
  access: 'read',
  params: z.object({ orderId: id }),
  answer: z.object({
    order: orderAnswer,
    finding: z.object({
      code: z.string().nullable(),
      text: z.string(),
      foundOn: civilDate,
      foundBy: z.string(),
      /** Why an application was refused: then the order says the same. */
      isRefusal: z.boolean(),
    }),
    answers: z.array(
      z.object({
        id,
        version: amount,
        text: z.string(),
        file: z.object({ sha256: z.string(), name: z.string(), bytes: amount }).nullable(),
        answeredBy: z.string(),
        answeredAt: instant,
        isLate: z.boolean(),
        verification: z
          .object({
            outcome: z.enum(['verified', 'returned']),
            note: z.string().nullable(),
            verifiedBy: z.string(),
            verifiedAt: instant,
          })
          .nullable(),
      }),
    ),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted', 'of-another-campaign'],
});

export const answerOrder = route({
  name: 'answerOrder',
  slice: 'supervision',
  method: 'POST',
  path: '/api/orders/:orderId/answers',
  summary:
    'The unit says how it corrected what was ordered, with a file if it likes; a version after another until one is verified',
  access: 'submit-deliverable',
  params: z.object({ orderId: id }),
  body: z.object({
    text: text(20_000),
    file: attachment.nullable(),
  }),
  answer: done,
  status: 201,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'evidence-window-closed',
    'order-verified-already',
    ...attachmentRefusals,
  ],
  idempotency: 'key',
  fileMegabytes: largestFileMegabytes,
});

export const verifyOrder = route({
  name: 'verifyOrder',
  slice: 'supervision',
  method: 'POST',
  path: '/api/order-answers/:answerId/verification',
  summary: 'Somebody else, of the team or the office, verifies the last answer or sends it back with a reason',
  access: 'check-deliverable',
  params: z.object({ answerId: id }),
  body: z.object({ outcome: z.enum(['verified', 'returned']), note: text(2000).nullable() }),
  answer: done,
  status: 201,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'of-another-campaign',
    'evidence-window-closed',
    'order-answer-superseded',
    'order-answer-judged-already',
    'order-answered-by-oneself',
    'recused-oneself',
    'reason-missing',
  ],
  idempotency: 'natural',
});
