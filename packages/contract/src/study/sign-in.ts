import { z } from 'zod';
import { amount, id, instant } from '../fields.ts';
import { route } from '../route.ts';

/** Their unit is being judged, or is in no stage on that day: they are on no sheet of it. */
const whyLeftOut = z.enum(['judged', 'no-stage']);
const leftOutUnit = z.object({ unit: z.object({ id, name: z.string() }), why: whyLeftOut });

export const signIn = route({
  name: 'signIn',
  slice: 'study',
  method: 'POST',
  path: '/api/plans/:planId/sign-in',
  summary: 'Sign in to a planned activity by the code that is shown in the room; for oneself alone, and once',
  access: 'session',
  params: z.object({ planId: id }),
  /** The eight digits; a scanned address brings them along. */
  body: z.object({
    code: z
      .string()
      .max(20)
      .transform((code) => code.replaceAll(/\D/g, '')),
  }),
  answer: z.object({ signedAt: instant }),
  status: 200,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-expected-there',
    'plan-called-off-already',
    'sign-in-not-yet',
    'sign-in-over',
    'sign-in-closed',
    'sign-in-while-judged',
    'sign-in-without-stage',
    'sign-in-code-wrong',
    'signed-in-elsewhere',
    'invalid-input',
  ],
  idempotency: 'natural',
});

export const readOwnSignIn = route({
  name: 'readOwnSignIn',
  slice: 'study',
  method: 'GET',
  path: '/api/plans/:planId/sign-in',
  summary: 'Whether and when one signed in oneself, and from when until when one may',
  access: 'session',
  params: z.object({ planId: id }),
  answer: z.object({
    topic: z.string(),
    place: z.string().nullable(),
    startsAt: instant,
    endsAt: instant,
    opensAt: instant,
    closesAt: instant,
    signedAt: instant.nullable(),
    /** `over`: the sheet is written; `closed`: it is not, and the time for signing in is over. */
    state: z.enum(['not-yet', 'open', 'closed', 'over', 'called-off']),
    /** Why one does not sign in though it is open. */
    leftOut: whyLeftOut.nullable(),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-expected-there'],
});

export const listOwnPlans = route({
  name: 'listOwnPlans',
  slice: 'study',
  method: 'GET',
  path: '/api/plans',
  summary: 'What is coming at one’s own branch and is not recorded yet, soonest first',
  access: 'session',
  answer: z.object({
    plans: z.array(
      z.object({
        id,
        topic: z.string(),
        place: z.string().nullable(),
        startsAt: instant,
        endsAt: instant,
        opensAt: instant,
        closesAt: instant,
        signedAt: instant.nullable(),
      }),
    ),
  }),
  status: 200,
  refusals: ['not-logged-in'],
});

export const readSignInCode = route({
  name: 'readSignInCode',
  slice: 'study',
  method: 'GET',
  path: '/api/plans/:planId/code',
  summary:
    'The code of this moment, for the screen in the room, and how many have signed in: whoever records for a branch that meets',
  access: 'record-activity',
  params: z.object({ planId: id }),
  answer: z.object({
    /** Null before sign-in opens, and when it has closed. */
    code: z.string().nullable(),
    opensAt: instant,
    closesAt: instant,
    isClosed: z.boolean(),
    /** Until another code is shown. */
    secondsLeft: amount,
    branches: z.array(
      z.object({
        id,
        name: z.string(),
        /** Without those who are left out. */
        expected: amount,
        signedIn: amount,
        leftOut: z.array(leftOutUnit.extend({ count: amount })),
      }),
    ),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted', 'plan-called-off-already'],
});

export const listSignIns = route({
  name: 'listSignIns',
  slice: 'study',
  method: 'GET',
  path: '/api/plans/:planId/sign-ins/:branchId',
  summary: 'Who of a branch has signed in, and when; and who is left out, and why',
  access: 'record-activity',
  params: z.object({ planId: id, branchId: id }),
  answer: z.object({
    signIns: z.array(z.object({ personId: id, signedAt: instant })),
    leftOut: z.array(leftOutUnit.extend({ people: z.array(z.object({ personId: id, name: z.string() })) })),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted'],
});
