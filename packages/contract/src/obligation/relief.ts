import { extensionOutcomes } from '@muster/core/obligation';
import { z } from 'zod';
import { bilingual, civilDate, done, id, instant, text } from '../fields.ts';
import { route } from '../route.ts';
import { owedAnswer } from './to-do.ts';

const extensionAnswer = z.object({
  id,
  /** By when it was due when more time was asked for, and by when it would be. */
  fromOn: civilDate,
  untilOn: civilDate,
  reason: z.string(),
  askedBy: z.string(),
  askedAt: instant,
  /** Null while nobody has decided. */
  decision: z
    .object({ outcome: z.enum(extensionOutcomes), note: z.string().nullable(), by: z.string(), at: instant })
    .nullable(),
});

export const readOwed = route({
  name: 'readOwed',
  slice: 'obligation',
  method: 'GET',
  path: '/api/owed/:obligationId',
  summary: 'One thing owed, of whatever kind, with who was let off it and why, and every request for more time',
  access: 'session',
  params: z.object({ obligationId: id }),
  answer: z.object({
    owed: owedAnswer,
    /** Why it is asked no longer. */
    cancelledFor: z.string().nullable(),
    /** The last day on which it can be due; null where it lies where one cannot see. */
    stageEndsOn: civilDate.nullable(),
    exemption: z.object({ reason: z.string(), by: z.string(), at: instant }).nullable(),
    /** The last one first. */
    extensions: z.array(extensionAnswer),
    may: z.object({ ask: z.boolean(), decide: z.boolean(), exempt: z.boolean(), takeBack: z.boolean() }),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'of-another-campaign'],
});

export const listExtensions = route({
  name: 'listExtensions',
  slice: 'obligation',
  method: 'GET',
  path: '/api/extensions',
  summary: 'Requests for more time that this person may decide, the earliest due first, at most 200',
  access: 'session',
  answer: z.object({
    extensions: z.array(
      extensionAnswer.omit({ decision: true }).extend({
        obligationId: id,
        kind: owedAnswer.shape.kind,
        title: bilingual,
        unit: z.object({ id, name: z.string() }),
        /** The person or the branch that owes it, where it is not the unit. */
        whose: z.string().nullable(),
      }),
    ),
  }),
  status: 200,
  refusals: ['not-logged-in'],
});

export const askExtension = route({
  name: 'askExtension',
  slice: 'obligation',
  method: 'POST',
  path: '/api/owed/:obligationId/extensions',
  summary: 'Whoever owes it, or acts for the unit or branch that does, asks for more time, within the stage',
  access: 'session',
  params: z.object({ obligationId: id }),
  body: z.object({ untilOn: civilDate, reason: text(2000) }),
  answer: done,
  status: 201,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'campaign-closed',
    'obligation-not-open',
    'order-stands',
    'extension-asked-already',
    'extension-not-later',
    'extension-past-stage',
    'reason-missing',
  ],
  idempotency: 'key',
});

export const decideExtension = route({
  name: 'decideExtension',
  slice: 'obligation',
  method: 'POST',
  path: '/api/extensions/:extensionId/decision',
  summary: 'Somebody above, who neither asked nor is of the unit, gives the time or refuses it with a reason',
  access: 'relieve-obligation',
  params: z.object({ extensionId: id }),
  body: z.object({ outcome: z.enum(extensionOutcomes), note: text(2000).nullable() }),
  answer: done,
  status: 201,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'campaign-closed',
    'obligation-not-open',
    'order-stands',
    'extension-decided-already',
    'extension-not-later',
    'extension-past-stage',
    'somebody-else-must',
    'decider-is-of-the-unit',
    'reason-missing',
  ],
  idempotency: 'natural',
});

export const exemptObligation = route({
  name: 'exemptObligation',
  slice: 'obligation',
  method: 'POST',
  path: '/api/owed/:obligationId/exemption',
  summary: 'Somebody above, who neither owes it nor is of the unit, lets off with a reason',
  access: 'relieve-obligation',
  params: z.object({ obligationId: id }),
  body: z.object({ reason: text(2000) }),
  answer: done,
  status: 201,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'campaign-closed',
    'obligation-not-open',
    'order-stands',
    'hard-condition-asks-it',
    'evidence-window-closed',
    'somebody-else-must',
    'decider-is-of-the-unit',
    'reason-missing',
  ],
  idempotency: 'natural',
});

export const takeBackExemption = route({
  name: 'takeBackExemption',
  slice: 'obligation',
  method: 'POST',
  path: '/api/owed/:obligationId/exemption/taken-back',
  summary: 'It was let off by mistake: it is asked again',
  access: 'relieve-obligation',
  params: z.object({ obligationId: id }),
  answer: done,
  status: 201,
  refusals: ['not-logged-in', 'not-found', 'not-permitted', 'campaign-closed', 'not-exempt', 'evidence-window-closed'],
  idempotency: 'natural',
});
