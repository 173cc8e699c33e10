import { visitKinds } from '@muster/core/supervision';
import { z } from 'zod';
import { amount, civilDate, done, id, instant, line, pageById, text } from '../fields.ts';
import { route } from '../route.ts';

const named = z.object({ id, name: z.string() });

/** How often, in the whole campaign; null: it is asked, and nobody has said how often. */
const times = z.object({ atLeast: amount.nullable() });
const asked = z.object({
  ownBranch: times.nullable(),
  contactPoint: times.nullable(),
  lectures: times.nullable(),
});

const contactPoint = z.object({
  id,
  organisation: named,
  fromOn: civilDate,
  toOn: civilDate.nullable(),
  /** Activities taken part in there, lectures among them. */
  attended: amount,
  lectures: amount,
  guided: amount,
  solved: amount,
  mayEnd: z.boolean(),
});

const leader = z.object({
  person: named,
  offices: z.array(z.object({ role: z.enum(['leader', 'head']), organisation: named })),
  /** Null: a member of no branch, or of none that one may read. */
  ownBranch: z.object({ branch: named, held: amount, present: amount }).nullable(),
  contactPoints: z.array(contactPoint),
  /** What is below what the playbook asks; never a rank. */
  gaps: z.array(
    z.union([
      z.literal('no-point'),
      z.object({ duty: z.enum(['ownBranch', 'contactPoint', 'lectures']), lacking: amount }),
    ]),
  ),
});

const visit = z.object({
  id,
  person: named,
  organisation: named,
  kind: z.enum(visitKinds),
  on: civilDate,
  note: z.string().nullable(),
  activity: z.object({ id, topic: z.string() }).nullable(),
  isLate: z.boolean(),
  lateReason: z.string().nullable(),
  by: z.string(),
  at: instant,
  withdrawn: z.object({ at: instant, by: z.string(), reason: z.string() }).nullable(),
  mayWithdraw: z.boolean(),
});

const reading = ['not-logged-in', 'not-found', 'not-permitted', 'invalid-input'] as const;
const writing = ['not-logged-in', 'not-found', 'not-permitted', 'campaign-closed'] as const;

export const listLeaders = route({
  name: 'listLeaders',
  slice: 'supervision',
  method: 'GET',
  path: '/api/organisations/:organisationId/leaders',
  summary:
    'Leaders beneath a node by name: how often each took part in the own branch and at the contact points, lectures given there, and what is below what the playbook asks',
  access: 'read',
  params: z.object({ organisationId: id }),
  query: pageById.extend({ show: z.enum(['all', 'gaps']).default('all') }),
  answer: z.object({
    campaignId: id.nullable(),
    asked,
    leaders: z.array(leader),
    /** Of all leaders there, whatever is shown. */
    counts: z.object({ leaders: amount, tookPart: amount, withPoint: amount, atPoint: amount, gaps: amount }),
    mayName: z.boolean(),
    next: z.string().nullable(),
  }),
  status: 200,
  refusals: reading,
});

export const readLeadership = route({
  name: 'readLeadership',
  slice: 'supervision',
  method: 'GET',
  path: '/api/people/:personId/leadership',
  summary:
    'What a leader took part in and did at the contact points, record by record, and what is asked; one’s own, or of somebody whom one may read',
  access: 'session',
  params: z.object({ personId: id }),
  answer: z.object({
    asked,
    /** Null: no leader. */
    leader: leader.nullable(),
    visits: z.array(visit),
    /** Contact points at which one may write down what the leader did. */
    mayRecordAt: z.array(id),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found'],
});

export const nameContactPoint = route({
  name: 'nameContactPoint',
  slice: 'supervision',
  method: 'POST',
  path: '/api/organisations/:organisationId/contact-points',
  summary: 'Make a unit or a branch the contact point of a leader, from a day on',
  access: 'manage-campaign',
  params: z.object({ organisationId: id }),
  body: z.object({ personId: id, fromOn: civilDate.optional() }),
  answer: done,
  status: 201,
  refusals: [
    ...writing,
    'campaign-without-batch',
    'contact-point-of-no-unit',
    'leader-without-office',
    'contact-point-own',
    'contact-point-named-already',
    'contact-point-before-campaign',
  ],
  idempotency: 'natural',
});

export const endContactPoint = route({
  name: 'endContactPoint',
  slice: 'supervision',
  method: 'POST',
  path: '/api/contact-points/:contactPointId/end',
  summary: 'End a contact point on a day; what was done there stays',
  access: 'manage-campaign',
  params: z.object({ contactPointId: id }),
  body: z.object({ on: civilDate }),
  answer: done,
  status: 200,
  refusals: [...writing, 'contact-point-ended-already', 'day-in-future', 'contact-point-not-begun'],
  idempotency: 'natural',
});

export const listGuests = route({
  name: 'listGuests',
  slice: 'supervision',
  method: 'GET',
  path: '/api/activities/:activityId/guests',
  summary: 'Leaders who took part in an activity at their contact point, and whose contact point it was at',
  access: 'read',
  params: z.object({ activityId: id }),
  answer: z.object({
    guests: z.array(visit),
    /** For whoever may note them. */
    candidates: z.array(z.object({ contactPointId: id, name: z.string() })),
    mayNote: z.boolean(),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted'],
});

export const noteGuest = route({
  name: 'noteGuest',
  slice: 'supervision',
  method: 'POST',
  path: '/api/activities/:activityId/guests',
  summary: 'Note that a leader took part in an activity at the contact point',
  access: 'record-activity',
  params: z.object({ activityId: id }),
  body: z.object({ contactPointId: id, lateReason: line(200).nullable() }),
  answer: done,
  status: 201,
  refusals: [
    ...writing,
    'activity-voided-already',
    'guest-without-contact-point',
    'guest-noted-already',
    'late-reason-missing',
  ],
  idempotency: 'natural',
});

export const recordVisit = route({
  name: 'recordVisit',
  slice: 'supervision',
  method: 'POST',
  path: '/api/contact-points/:contactPointId/visits',
  summary:
    'Record guidance that a leader gave at the contact point, or a problem solved there; by whoever records there, or the leader',
  access: 'session',
  params: z.object({ contactPointId: id }),
  body: z.object({
    kind: z.enum(['guided', 'solved']),
    on: civilDate,
    note: text(500),
    lateReason: line(200).nullable(),
  }),
  answer: done,
  status: 201,
  refusals: [...writing, 'visit-outside-contact-point', 'day-in-future', 'late-reason-missing'],
  idempotency: 'key',
});

export const withdrawVisit = route({
  name: 'withdrawVisit',
  slice: 'supervision',
  method: 'POST',
  path: '/api/contact-visits/:visitId/withdrawal',
  summary: 'Take back what was written down by mistake; it stays visible with who, when and why',
  access: 'session',
  params: z.object({ visitId: id }),
  body: z.object({ reason: line(200) }),
  answer: done,
  status: 200,
  refusals: [...writing, 'visit-withdrawn-already'],
  idempotency: 'natural',
});
