import { z } from 'zod';
import {
  amount,
  bilingual,
  civilDate,
  closedOn,
  done,
  elsewhere,
  id,
  instant,
  line,
  mendBy,
  pageById,
  shifted,
  text,
} from '../fields.ts';
import { route } from '../route.ts';

const stageDates = z.object({ code: line(40), startsOn: civilDate, endsOn: civilDate });
/** One for each stage that is not closed, in order. */
const wished = z.array(stageDates).min(1).max(12);

export const dateRequestAnswer = z.object({
  id,
  campaignId: id,
  unit: z.object({ id, name: z.string() }),
  reason: z.string(),
  askedBy: z.string(),
  askedAt: instant,
  isOutside: z.boolean(),
  shorter: z.object({ stageCode: z.string(), days: amount }).nullable(),
  shorterTotalDays: amount.nullable(),
  stages: z.array(
    stageDates.extend({
      /** As they stand now, until it is decided: what holds later is not what it was asked against. Null too where the stage is not the unit's any more. */
      now: z.object({ startsOn: civilDate, endsOn: civilDate, windowFrom: civilDate, windowTo: civilDate }).nullable(),
    }),
  ),
  decision: z
    .object({
      outcome: z.enum(['approved', 'refused']),
      note: z.string().nullable(),
      decidedBy: z.string(),
      decidedAt: instant,
    })
    .nullable(),
  may: z.object({ decide: z.boolean() }),
});

export const readUnitDates = route({
  name: 'readUnitDates',
  slice: 'campaign',
  method: 'GET',
  path: '/api/units/:unitId/dates',
  summary: 'A unit’s track and its dates in their windows, what was given from above, asked for and decided',
  access: 'read',
  params: z.object({ unitId: id }),
  answer: z.object({
    unit: z.object({ id, name: z.string() }),
    campaignId: id.nullable(),
    batch: z.object({ id, number: z.number().int(), title: bilingual.nullable() }).nullable(),
    track: z.object({ code: z.string(), title: bilingual, emphasis: bilingual.nullable() }).nullable(),
    tracks: z.array(
      z.object({
        code: z.string(),
        title: bilingual,
        /** Whether a unit like this may be put on it. */
        fits: z.boolean(),
      }),
    ),
    trackChanges: z.array(
      z.object({ before: bilingual, after: bilingual, reason: z.string(), changedBy: z.string(), changedAt: instant }),
    ),
    minimumTotalDays: amount,
    mendBy,
    stages: z.array(
      z.object({
        code: z.string(),
        title: bilingual,
        state: z.enum(['ahead', 'open', 'closed']),
        minimumDays: amount,
        startsOn: civilDate,
        earliestOn: civilDate,
        endsOn: civilDate,
        /** As the unit was told at the beginning. */
        firstEndsOn: civilDate,
        windowFrom: civilDate,
        windowTo: civilDate,
        closedOn,
        shifted,
        /** The same, if what is ordered to be mended first takes until its day; null where that day moves nothing. */
        byOrder: shifted,
      }),
    ),
    extensions: z.array(
      z.object({
        stageCode: z.string(),
        days: amount,
        endsBefore: civilDate,
        endsAfter: civilDate,
        reason: z.string(),
        basis: z.string(),
        decidedOn: civilDate,
        node: z.string(),
      }),
    ),
    requests: z.array(dateRequestAnswer),
    /** What is to be handed in, in stages that are open. */
    due: z.array(
      z.object({
        id,
        title: bilingual,
        stageCode: z.string(),
        dueOn: civilDate,
        firstDueOn: civilDate,
        /** Its day would lie outside the stage, which became too short for it: it is due on the day that there is. */
        isAtEdge: z.boolean(),
      }),
    ),
    may: z.object({ plan: z.boolean(), changeTrack: z.boolean(), extend: z.boolean() }),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted'],
});

const wishRefusals = [
  'not-logged-in',
  'not-found',
  'not-permitted',
  'invalid-input',
  'stage-not-open',
  'dates-not-in-order',
  'stage-begun',
  'day-in-past',
  'dates-too-far',
  'nothing-changed',
] as const;

export const planStages = route({
  name: 'planStages',
  slice: 'campaign',
  method: 'PUT',
  path: '/api/units/:unitId/dates',
  summary: 'The unit sets the dates of its stages that are not closed, inside its windows',
  access: 'plan-stages',
  params: z.object({ unitId: id }),
  body: z.object({ stages: wished }),
  answer: done,
  status: 200,
  refusals: [...wishRefusals, 'stage-outside-window', 'stage-shorter-than-allowed', 'total-shorter-than-allowed'],
  idempotency: 'natural',
});

export const askForDates = route({
  name: 'askForDates',
  slice: 'campaign',
  method: 'POST',
  path: '/api/units/:unitId/date-requests',
  summary: 'The unit asks for dates outside its windows, or for fewer days than there must be, with a reason',
  access: 'plan-stages',
  params: z.object({ unitId: id }),
  body: z.object({ stages: wished, reason: text(2000) }),
  answer: done,
  status: 201,
  refusals: [
    ...wishRefusals,
    'request-not-needed',
    'shorter-only-when-open',
    'total-only-in-last-stage',
    'shorter-without-conditions',
    'request-open-already',
  ],
  idempotency: 'natural',
});

export const listDateRequests = route({
  name: 'listDateRequests',
  slice: 'campaign',
  method: 'GET',
  path: '/api/date-requests',
  summary:
    'Requests for other dates that one may see, of the campaign asked for, else of all that run: those that await oneself, or somebody else; the oldest first',
  access: 'session',
  query: pageById.extend({ awaiting: z.enum(['me', 'others']).default('me') }),
  answer: z.object({ requests: z.array(dateRequestAnswer), all: amount, next: id.nullable(), elsewhere }),
  status: 200,
  refusals: ['not-logged-in', 'invalid-input'],
});

export const decideDateRequest = route({
  name: 'decideDateRequest',
  slice: 'campaign',
  method: 'POST',
  path: '/api/date-requests/:requestId/decision',
  summary: 'Approve or refuse; fewer days only where every hard condition of the open stage is met at this moment',
  access: 'manage-campaign',
  params: z.object({ requestId: id }),
  body: z.object({ outcome: z.enum(['approved', 'refused']), note: text(2000).nullable() }),
  answer: done,
  status: 201,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'reason-missing',
    'somebody-else-must',
    'request-decided-already',
    'request-stale',
    'shorter-only-when-open',
    'total-only-in-last-stage',
    'shorter-without-conditions',
    'hours-and-quality-open',
    'decider-is-of-the-unit',
  ],
  idempotency: 'natural',
});

export const changeTrack = route({
  name: 'changeTrack',
  slice: 'campaign',
  method: 'POST',
  path: '/api/units/:unitId/track',
  summary:
    'Put a unit on another track; the stage that is open stays as it was pinned, the new track holds from the next',
  access: 'manage-campaign',
  params: z.object({ unitId: id }),
  body: z.object({ track: line(40), reason: text(2000) }),
  answer: done,
  status: 201,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'stage-not-open',
    'track-unknown',
    'track-unchanged',
    'track-not-for-unit',
  ],
  idempotency: 'natural',
});

export const previewExtension = route({
  name: 'previewExtension',
  slice: 'campaign',
  method: 'GET',
  path: '/api/batches/:batchId/extensions/:organisationId/preview',
  summary: 'What an extension of a stage would reach beneath a node, before it is recorded',
  access: 'manage-campaign',
  params: z.object({ batchId: id, organisationId: id }),
  query: z.object({ stage: line(40) }),
  answer: z.object({
    /** Those whose stage is not closed. */
    units: amount,
    closed: amount,
    dueDates: amount,
    requests: amount,
    /** So many days can still be given to all of them: as many as the stage was planned with, less what one was given before. */
    left: amount,
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted', 'invalid-input'],
});

export const extendStage = route({
  name: 'extendStage',
  slice: 'campaign',
  method: 'POST',
  path: '/api/batches/:batchId/extensions',
  summary: 'Record that a stage was extended by so many days beneath a node: windows, ends and due dates follow',
  access: 'manage-campaign',
  params: z.object({ batchId: id }),
  body: z.object({
    organisationId: id,
    stage: line(40),
    days: z.number().int().min(1).max(366),
    reason: text(2000),
    basis: line(200),
    decidedOn: civilDate,
  }),
  answer: z.object({ id, units: amount }),
  status: 201,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'invalid-input',
    'batch-not-opened',
    'day-in-future',
    'decided-before-batch',
    'extension-from-above',
    'extension-too-long',
    'extension-reaches-nobody',
    'extension-of-own-unit',
  ],
  idempotency: 'key',
});
