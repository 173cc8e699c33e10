import { z } from 'zod';
import {
  amount,
  bilingual,
  civilDate,
  closedOn,
  done,
  elsewhere,
  id,
  idList,
  instant,
  mendBy,
  pageById,
  shifted,
  text,
} from '../fields.ts';
import { route } from '../route.ts';

export { decideTransitions, endorseTransitions } from './many.ts';

export const verdicts = ['met', 'not-met', 'waiting', 'not-applicable', 'not-set'] as const;

const orderStates = ['open', 'answered', 'returned', 'verified'] as const;

/** One condition explained: now, needed, gap, whose, by when, and the act that closes it. */
export const findingAnswer = z.object({
  code: z.string(),
  title: bilingual,
  measure: z.string(),
  grain: z.enum(['member', 'unit']),
  isHard: z.boolean(),
  verdict: z.enum(verdicts),
  num: amount.nullable(),
  den: amount.nullable(),
  memberNeeds: z.number().int().nullable(),
  thresholdNum: z.number().int().nullable(),
  thresholdDen: z.number().int().nullable(),
  /** Of days of training: the share of the unit's members who have to be there for a day to count. */
  presentNum: z.number().int().nullable(),
  presentDen: z.number().int().nullable(),
  /** The members who do not reach what each needs, by name, with the minutes that are missing. */
  missing: z.array(z.object({ personId: id, name: z.string(), branchId: id, branchName: z.string(), minutes: amount })),
  /** Those whose turn it is; the office, where nobody of the teams may act here and it has to name another. */
  whose: z.array(z.object({ role: z.string(), name: z.string(), organisationName: z.string() })),
  due: civilDate,
  /** Of what a soft condition counts, what somebody above let off: all of it, and the condition does not apply. */
  letOff: z.array(
    z.object({
      obligationId: id,
      /** The person who owes it; null where it is the unit's. */
      whose: z.string().nullable(),
      reason: z.string(),
      by: z.string(),
      at: instant,
    }),
  ),
  /** Of a vote: the assessment whose confirmed count this is, which stands while another is counted. */
  assessmentId: id.nullable(),
  /** Of a vote that is to be opened: the units that were pooled for it, the one first where it is counted; empty where a unit votes alone. */
  together: z.array(z.object({ id, name: z.string() })),
  /** Of a joint vote that another unit counts and that is not confirmed: where; the assessment there for whoever may read it. */
  countedAt: z.object({ unit: z.object({ id, name: z.string() }), assessmentId: id.nullable() }).nullable(),
  /** Of a vote of a unit that is too small for one of its own: how many may vote, and how many are needed. */
  tooFew: z.object({ voters: amount, least: amount }).nullable(),
  /** Of a vote that may be held again, but not yet, since the playbook has days go by between two: the first day on which it may. */
  opensOn: civilDate.nullable(),
  act: z.object({
    kind: z.enum([
      'record-activity',
      'record-make-up',
      'open-assessment',
      'form-pool',
      'enter-count',
      'confirm-assessment',
      'hand-in',
      'check-deliverable',
      'order-correction',
      'close-orders',
      'verify-order',
      'check-oneself',
      'none',
    ]),
    targetId: id.nullable(),
    mayDo: z.boolean(),
  }),
});

export const transitionAnswer = z.object({
  id,
  campaignId: id,
  unit: z.object({ id, name: z.string() }),
  stageCode: z.string(),
  /** `lapsed`: nobody had decided when its campaign was closed. */
  state: z.enum(['applied', 'endorsed', 'returned', 'stale', 'passed', 'refused', 'lapsed']),
  steps: z.array(z.object({ step: z.string(), actorName: z.string(), at: instant, note: z.string().nullable() })),
  /** What a refused unit has to mend; null for what was not refused, and for what was before an order came with it. */
  order: z.object({ id, dueOn: civilDate, state: z.enum(orderStates) }).nullable(),
  may: z.object({
    endorse: z.boolean(),
    decide: z.boolean(),
    /** Why somebody who endorses or decides elsewhere does not do so here. */
    notDecide: z.enum(['somebody-else-must', 'decider-is-of-the-unit']).nullable(),
  }),
});

/** What stands between a unit and its next stage. */
const gateAnswer = z.object({
  unit: z.object({
    id,
    name: z.string(),
    above: z.string().nullable(),
    members: amount,
    branches: z.array(z.object({ id, name: z.string() })),
  }),
  campaignId: id.nullable(),
  /** Since when the campaign is over: nothing is applied for any more, and no day is counted after it; null while it runs. */
  campaignClosedOn: civilDate.nullable(),
  stages: z.array(
    z.object({
      code: z.string(),
      title: bilingual,
      startsOn: civilDate,
      earliestOn: civilDate,
      endsOn: civilDate,
      state: z.enum(['ahead', 'open', 'closed']),
      closedOn,
      shifted,
      /** The same, if what is ordered to be mended first takes until its day; null where that day moves nothing. */
      byOrder: shifted,
    }),
  ),
  mendBy,
  stageCode: z.string().nullable(),
  findings: z.array(findingAnswer),
  asOf: instant,
  judgedHash: z.string(),
  /** Verdicts that are no longer what they were when the unit applied. */
  flipped: z.array(z.object({ code: z.string(), was: z.string() })),
  /** Who came off the count since the open stage began, also when counted again; without a name where one may not see them. */
  cameOff: z.array(
    z.object({
      personId: id,
      name: z.string().nullable(),
      how: z.string(),
      /** Of a transfer that one sees: the unit, or the branch within the same unit. */
      to: z.string().nullable(),
      on: civilDate,
      isBack: z.boolean(),
      /** Minutes that the stage asks of each member and this person has not; null for whoever is a member nowhere that one sees. */
      lacks: amount.nullable(),
    }),
  ),
  /** Who was transferred here after the unit had passed a stage, and still lacks minutes that it asked of each member; most in that stage. */
  arrived: z.array(z.object({ personId: id, name: z.string(), stageCode: z.string(), on: civilDate, minutes: amount })),
  /** Counts of the open stage that the team has to report before it endorses. */
  unreported: z.array(z.object({ assessmentId: id, attempt: z.number().int() })),
  /** What refusals of the open stage ordered and nobody else has verified, the earliest day first: until then there is no new application. */
  unmended: z.array(z.object({ id, text: z.string(), dueOn: civilDate, state: z.enum(orderStates) })),
  /** How far the unit's check of itself is, and how many items it and whoever checked again differ about; null where none is asked for. */
  selfCheck: z.object({ is: z.enum(['missing', 'unchecked', 'checked']), differences: amount }).nullable(),
  teams: z.array(
    z.object({
      id,
      name: z.string(),
      leader: z.string().nullable(),
      /** Whose turn it is in the team: its leader, or those who stand in where the leader is recused; nobody where none of it may act here. */
      acting: z.array(z.string()),
    }),
  ),
  /** Whoever asks supervises elsewhere, and is of this unit: decides on nothing of it. */
  recused: z.boolean(),
  heads: z.array(z.string()),
  office: z.string().nullable(),
  transition: transitionAnswer.nullable(),
  /** The first one first. */
  earlier: z.array(transitionAnswer),
  mayApply: z.boolean(),
  /** Why applying is not possible now, if it is not: a refusal code. */
  applyRefusal: z
    .object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })
    .nullable(),
});

export const readGate = route({
  name: 'readGate',
  slice: 'gate',
  method: 'GET',
  path: '/api/units/:unitId/gate',
  summary: 'What stands between a unit and its next stage, worked out from the records now',
  access: 'read',
  params: z.object({ unitId: id }),
  answer: gateAnswer,
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted'],
});

/** As many as a team has are asked for together. */
export const gatesAtMost = 100;

export const listGates = route({
  name: 'listGates',
  slice: 'gate',
  method: 'GET',
  path: '/api/gates',
  summary: 'The same of several units at once, in their order; those that one may not read are left out',
  access: 'session',
  query: z.object({ units: idList(gatesAtMost) }),
  answer: z.object({ gates: z.array(gateAnswer) }),
  status: 200,
  refusals: ['not-logged-in', 'invalid-input'],
});

export const listTransitions = route({
  name: 'listTransitions',
  slice: 'gate',
  method: 'GET',
  path: '/api/transitions',
  summary:
    'Open transitions that one may see, of the campaign asked for, else of all that run: those that await oneself, or those that await others; by place in the tree',
  access: 'session',
  query: pageById.extend({ awaiting: z.enum(['me', 'others']).default('me') }),
  answer: z.object({
    transitions: z.array(transitionAnswer),
    all: amount,
    /** How many await a step of one's own, whichever list this is. */
    mine: z.object({ endorse: amount, decide: amount }),
    next: id.nullable(),
    elsewhere,
  }),
  status: 200,
  refusals: ['not-logged-in', 'invalid-input'],
});

export const applyForTransition = route({
  name: 'applyForTransition',
  slice: 'gate',
  method: 'POST',
  path: '/api/units/:unitId/transitions',
  summary: 'The unit applies: the evidence window closes and what was judged is kept',
  access: 'apply-transition',
  params: z.object({ unitId: id }),
  body: z.object({ judgedHash: z.string().regex(/^[0-9a-f]{64}$/) }),
  answer: done,
  status: 201,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'stage-not-open',
    'hard-conditions-open',
    'refusal-not-mended',
    'too-early',
    'transition-open-already',
    'assessment-open-already',
    'transition-stale',
  ],
  idempotency: 'natural',
});

export const endorseTransition = route({
  name: 'endorseTransition',
  slice: 'gate',
  method: 'POST',
  path: '/api/transitions/:transitionId/endorsement',
  summary: 'The supervision team endorses what it finds unchanged',
  access: 'endorse-transition',
  params: z.object({ transitionId: id }),
  body: z.object({ note: text(2000).optional() }),
  answer: done,
  status: 201,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'of-another-campaign',
    'transition-not-open',
    'transition-endorsed-already',
    'hard-conditions-open',
    'refusal-not-mended',
    'assessment-not-reported',
    'transition-stale',
    'somebody-else-must',
    'decider-is-of-the-unit',
  ],
  idempotency: 'natural',
});

export const returnTransition = route({
  name: 'returnTransition',
  slice: 'gate',
  method: 'POST',
  path: '/api/transitions/:transitionId/return',
  summary: 'The supervision team returns what it does not endorse, with a reason; the evidence window opens again',
  access: 'endorse-transition',
  params: z.object({ transitionId: id }),
  body: z.object({ reason: text(2000) }),
  answer: done,
  status: 201,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'of-another-campaign',
    'transition-not-open',
    'transition-endorsed-already',
    'somebody-else-must',
    'decider-is-of-the-unit',
  ],
  idempotency: 'natural',
});

export const decideTransition = route({
  name: 'decideTransition',
  slice: 'gate',
  method: 'POST',
  path: '/api/transitions/:transitionId/decision',
  summary:
    'The office decides: passed, and the next stage opens; or refused with a reason, which becomes an order to correct by a day',
  access: 'decide-transition',
  params: z.object({ transitionId: id }),
  body: z.object({
    outcome: z.enum(['passed', 'refused']),
    note: text(2000).optional(),
    /** By when a refused unit is to have mended what the note says. */
    mendBy: civilDate.optional(),
  }),
  answer: done,
  status: 201,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'transition-not-open',
    'transition-not-endorsed',
    'hard-conditions-open',
    'refusal-not-mended',
    'too-early',
    'transition-stale',
    'somebody-else-must',
    'decider-is-of-the-unit',
    'reason-missing',
    'mend-by-missing',
    'order-due-before-today',
    'day-too-far',
  ],
  idempotency: 'natural',
});
