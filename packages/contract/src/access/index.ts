import { roles, verbs } from '@muster/core/access';
import { z } from 'zod';
import { amount, civilDate, done, id, instant, line } from '../fields.ts';
import { route } from '../route.ts';

const login = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{1,62}$/, '2 to 63 letters, digits, dots or dashes');
const password = z.string().min(1).max(200);

export const instanceAnswer = z.object({
  name: z.string(),
  kind: z.enum(['real', 'demo']),
  state: z.enum(['empty', 'ready']),
  secure: z.boolean(),
  timeZone: z.string(),
  version: z.string(),
  /** Largest file that may be uploaded. */
  uploadMegabytes: z.number(),
  /** While a demo writes its past: the places that are not whole yet, and how many rows of how many are there. */
  building: z.object({ places: z.array(z.string()), done: amount, all: amount }).nullable(),
});

export const grantAnswer = z.object({
  verb: z.enum(verbs),
  path: z.string(),
  organisationId: id,
  organisationName: z.string(),
  organisationKind: z.string(),
  role: z.string(),
});

export const meAnswer = z.object({
  accountId: id,
  login: z.string(),
  person: z.object({ id, name: z.string() }),
  csrf: z.string(),
  expiresAt: instant,
  grants: z.array(grantAnswer),
});

export const readInstance = route({
  name: 'readInstance',
  slice: 'access',
  method: 'GET',
  path: '/api/instance',
  summary: 'What this installation is, before anybody logs in',
  access: 'public',
  answer: instanceAnswer,
  status: 200,
  refusals: [],
});

export const setUp = route({
  name: 'setUp',
  slice: 'access',
  method: 'POST',
  path: '/api/set-up',
  summary: 'Make the first administrator and the two root nodes of an empty instance',
  access: 'public',
  body: z.object({
    instanceName: line(80),
    placeRootName: line(80),
    partyRootName: line(80),
    personName: line(40),
    login,
    password,
  }),
  answer: meAnswer,
  status: 201,
  refusals: ['set-up-already', 'password-too-weak'],
  idempotency: 'natural',
});

export const logIn = route({
  name: 'logIn',
  slice: 'access',
  method: 'POST',
  path: '/api/sessions',
  summary: 'Open a session',
  access: 'public',
  body: z.object({ login, password }),
  answer: meAnswer,
  status: 201,
  refusals: ['wrong-login', 'login-blocked', 'too-many-requests'],
  idempotency: 'natural',
});

export const readMe = route({
  name: 'readMe',
  slice: 'access',
  method: 'GET',
  path: '/api/session',
  summary: 'Who is logged in and what that person may do where',
  access: 'session',
  answer: meAnswer,
  status: 200,
  refusals: ['not-logged-in'],
});

export const logOut = route({
  name: 'logOut',
  slice: 'access',
  method: 'DELETE',
  path: '/api/session',
  summary: 'End the session',
  access: 'session',
  answer: z.null(),
  status: 204,
  refusals: ['not-logged-in', 'forged-request'],
  idempotency: 'natural',
});

export const activate = route({
  name: 'activate',
  slice: 'access',
  method: 'POST',
  path: '/api/activations',
  summary: 'Use the one-time code of an activation sheet and choose a password',
  access: 'public',
  body: z.object({ code: line(40), password }),
  answer: z.object({ login: z.string() }),
  status: 201,
  refusals: ['code-not-valid', 'password-too-weak', 'too-many-requests'],
  idempotency: 'natural',
});

export const changePassword = route({
  name: 'changePassword',
  slice: 'access',
  method: 'POST',
  path: '/api/session/password',
  summary: 'Change one’s own password',
  access: 'session',
  body: z.object({ current: password, next: password }),
  answer: z.null(),
  status: 204,
  refusals: ['not-logged-in', 'password-wrong', 'password-too-weak', 'login-blocked'],
  idempotency: 'natural',
});

export const appointmentAnswer = z.object({
  id,
  person: z.object({ id, name: z.string() }),
  role: z.enum(roles),
  origin: z.enum(['own', 'subordinate', 'served']).nullable(),
  organisationId: id,
  fromOn: civilDate,
  toOn: civilDate.nullable(),
  account: z.object({ login: z.string(), state: z.enum(['awaiting', 'active', 'closed']) }).nullable(),
});

export const listAppointments = route({
  name: 'listAppointments',
  slice: 'access',
  method: 'GET',
  path: '/api/organisations/:organisationId/appointments',
  summary: 'Who holds which office at a node, ended ones included',
  access: 'read',
  params: z.object({ organisationId: id }),
  answer: z.object({ appointments: z.array(appointmentAnswer) }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted'],
});

export { appoint, appointMany } from './appointing.ts';

export const endAppointment = route({
  name: 'endAppointment',
  slice: 'access',
  method: 'POST',
  path: '/api/appointments/:appointmentId/end',
  summary: 'End an appointment with its grants and sessions',
  access: 'manage-access',
  params: z.object({ appointmentId: id }),
  answer: done,
  status: 200,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'beyond-own-authority',
    'appointment-ended-already',
    'last-administrator',
  ],
  idempotency: 'natural',
});

export const makeActivationSheet = route({
  name: 'makeActivationSheet',
  slice: 'access',
  method: 'POST',
  path: '/api/organisations/:organisationId/activation-sheet',
  summary:
    'One-time codes (14 days) for people of this node, to be printed and handed over; earlier codes of theirs end',
  access: 'manage-access',
  params: z.object({ organisationId: id }),
  body: z.object({ personIds: z.array(id).min(1).max(500) }),
  answer: z.object({
    organisationName: z.string(),
    expiresAt: instant,
    rows: z.array(
      z.object({ personId: id, name: z.string(), login: z.string(), code: z.string(), address: z.string() }),
    ),
  }),
  status: 201,
  refusals: ['not-logged-in', 'not-found', 'not-permitted', 'beyond-own-authority'],
  // Without a key: an answer kept for a second asking would keep the codes. A second sheet ends the first.
  idempotency: 'natural',
});
