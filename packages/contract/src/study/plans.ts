import { z } from 'zod';
import { amount, done, id, instant, line } from '../fields.ts';
import { route } from '../route.ts';

const named = z.object({ id, name: z.string() });

/** Something that is to be held. */
const plan = z.object({
  id,
  campaignId: id,
  kind: z.string(),
  topic: z.string(),
  place: z.string().nullable(),
  startsAt: instant,
  endsAt: instant,
  host: named,
  /** Who is expected, the host first; whose sheet is written already says by whom. */
  branches: z.array(
    named.extend({
      recordedBy: z.string().nullable(),
      mayRecord: z.boolean(),
      /** The open stage of every unit that meets there is being judged: until the decision its sheet is not taken. */
      isJudged: z.boolean(),
    }),
  ),
  /** What came of it, once a branch has written its sheet. */
  activityId: id.nullable(),
  plannedBy: z.string(),
  plannedAt: instant,
  changed: z.object({ by: z.string(), at: instant }).nullable(),
  calledOff: z.object({ by: z.string(), at: instant, reason: z.string() }).nullable(),
  /** The host may, while nothing of it is held. */
  mayChange: z.boolean(),
});

export const listPlans = route({
  name: 'listPlans',
  slice: 'study',
  method: 'GET',
  path: '/api/organisations/:organisationId/plans',
  summary:
    'What is coming at a branch or a unit, soonest first: planned, not held by all who are expected, or called off',
  access: 'read',
  params: z.object({ organisationId: id }),
  answer: z.object({
    plans: z.array(plan),
    /** Branches of the place for which one may plan; of a branch those of its unit as well. */
    mayPlan: z.array(named),
    /** The open stage of the unit is being judged: what is planned does not count for it. */
    isJudged: z.boolean(),
    /** What may be planned, by the playbook in force. */
    kinds: z.array(z.string()),
    shortestMinutes: amount,
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted'],
});

export const readPlan = route({
  name: 'readPlan',
  slice: 'study',
  method: 'GET',
  path: '/api/plans/:planId',
  summary: 'One planned activity: whoever answers for a branch that is expected, and its members',
  access: 'session',
  params: z.object({ planId: id }),
  answer: z.object({ plan }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'of-another-campaign'],
});

const planned = z.object({
  kind: line(40),
  topic: line(120),
  place: line(80).optional(),
  startsAt: instant,
  endsAt: instant,
});
/** Something else is planned for a part of that time: this is another one. */
const another = z.boolean().optional();

export const planActivity = route({
  name: 'planActivity',
  slice: 'study',
  method: 'POST',
  path: '/api/branches/:branchId/plans',
  summary: 'Plan an activity of a branch, for itself or for several that meet together',
  access: 'record-activity',
  params: z.object({ branchId: id }),
  /** `withBranches`: those that meet with it. */
  body: planned.extend({ another, withBranches: z.array(id).max(200).default([]) }),
  answer: done,
  status: 201,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'stage-not-open',
    'activity-kind-unknown',
    'activity-too-short',
    'activity-too-long',
    'plan-in-the-past',
    'branch-expected-twice',
    'planned-then-already',
    'invalid-input',
    'day-too-far',
  ],
  idempotency: 'key',
});

export const changePlan = route({
  name: 'changePlan',
  slice: 'study',
  method: 'PUT',
  path: '/api/plans/:planId',
  summary: 'Change what is planned, until it is held',
  access: 'record-activity',
  params: z.object({ planId: id }),
  body: planned.extend({ another }),
  answer: done,
  status: 200,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'stage-not-open',
    'activity-kind-unknown',
    'activity-too-short',
    'activity-too-long',
    'plan-in-the-past',
    'plan-called-off-already',
    'plan-held-already',
    'planned-then-already',
    'invalid-input',
    'day-too-far',
  ],
  idempotency: 'natural',
});

export const callOffPlan = route({
  name: 'callOffPlan',
  slice: 'study',
  method: 'POST',
  path: '/api/plans/:planId/call-off',
  summary: 'Call off what is planned; it stays visible with who, when and why',
  access: 'record-activity',
  params: z.object({ planId: id }),
  body: z.object({ reason: line(200) }),
  answer: done,
  status: 200,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'plan-called-off-already',
    'plan-held-already',
    'invalid-input',
  ],
  idempotency: 'natural',
});

export const recordSheet = route({
  name: 'recordSheet',
  slice: 'study',
  method: 'POST',
  path: '/api/plans/:planId/sheets/:branchId',
  summary:
    'Record that a planned activity was held, with the sheet of one of its branches; the host’s says when it was, the others join it',
  access: 'record-activity',
  params: z.object({ planId: id, branchId: id }),
  body: z.object({
    /** As it was held; left out where it went as planned. The host says it for all. */
    held: planned.optional(),
    absences: z.array(z.object({ personId: id, reason: line(40) })).max(2000),
    /** How many were counted in the room. */
    heads: z.number().int().min(0).max(10_000).optional(),
    lateReason: line(200).optional(),
    /** The branch has one of this kind at this very time: this is another one. */
    another: z.boolean().optional(),
  }),
  answer: z.object({ id, present: amount, onRoll: amount, minutes: amount }),
  status: 201,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'plan-called-off-already',
    'plan-held-already',
    'branch-not-expected',
    'host-records-first',
    'sheet-recorded-already',
    'roll-partly-seen',
    'stage-not-open',
    'activity-not-over',
    'activity-too-short',
    'activity-too-long',
    'activity-kind-unknown',
    'activity-before-stage',
    'meeting-recorded-already',
    'late-reason-missing',
    'nobody-on-the-roll',
    'not-on-the-roll',
    'absence-named-twice',
    'lecturer-would-be-absent',
    'evidence-window-closed',
    'invalid-input',
  ],
  idempotency: 'key',
});
