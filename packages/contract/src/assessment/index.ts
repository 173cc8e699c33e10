import { z } from 'zod';
import { amount, civilDate, done, id, instant, pageById, text, typedAmount } from '../fields.ts';
import { route } from '../route.ts';

export { endPool, formPool, listPools } from './pools.ts';

/** A vote that failed at a unit that nobody belongs to any more, shown where people of it are now. */
const cameAlong = z.object({
  id,
  from: z.object({ id, name: z.string() }),
  stageCode: z.string(),
  attempt: z.number().int(),
  heldOn: civilDate,
  valid: amount,
  dissatisfied: amount,
  /** How many of those who belonged there belong here now. */
  came: amount,
  /** One reads where it was held. */
  isInSight: z.boolean(),
});

const ofEachAnswer = <Number extends z.ZodType>(number: Number) =>
  z.object({ satisfied: number, basicallySatisfied: number, dissatisfied: number, dontKnow: number, void: number });
export const answers = ofEachAnswer(amount);
const typedAnswers = ofEachAnswer(typedAmount);

const group = z.enum(['member', 'representative']);
const answerName = answers.keyof();

export const assessmentAnswer = z.object({
  id,
  campaignId: id,
  unit: z.object({ id, name: z.string() }),
  stageCode: z.string(),
  attempt: z.number().int(),
  heldOn: civilDate,
  /** Valid ones, of both groups together: a count of fewer is no result. */
  fewestPapers: amount,
  electorate: z.object({ member: amount, representative: amount }),
  /** Of a vote held together with other units, the host first: everything here is of them all. `countedIn`: where, if not here. */
  pool: z.object({ id, countedIn: id.nullable(), units: z.array(z.object({ id, name: z.string() })) }).nullable(),
  state: z.enum(['counting', 'differing', 'agreed', 'confirmed']),
  round: z.number().int(),
  /** Who has counted in this round. A teller sees no other teller’s figures until both have counted. */
  tellers: z.array(z.object({ personId: id, name: z.string(), round: z.number().int(), recordedAt: instant })),
  /** Every finished round: who counted, in their order, and the cells in which the two differ. */
  rounds: z.array(
    z.object({
      round: z.number().int(),
      tellers: z.array(z.object({ personId: id, name: z.string() })),
      differs: z.array(z.object({ voters: group, answer: answerName })),
    }),
  ),
  /** Both counts of every finished round; until two have counted again a teller is shown none but one’s own. */
  counts: z.array(z.object({ round: z.number().int(), personId: id, voters: group, answers })),
  /** Of the last round. Without figures for whoever may be about to count again. */
  differences: z.array(
    z.object({ voters: group, answer: z.string(), first: amount.nullable(), second: amount.nullable() }),
  ),
  /** Both counted alike, and so few are valid that there is no result: the vote may be held again, and what they say is not shown. */
  tooFew: z.object({ valid: amount, least: amount }).nullable(),
  tally: z
    .object({
      cast: amount,
      valid: amount,
      satisfied: amount,
      dissatisfied: amount,
      /** Of a vote with electronic ballots in one poll nobody is told apart: it has one line, of both together. */
      byVoters: z.array(z.object({ voters: z.enum([...group.options, 'together']), eligible: amount, answers })),
      confirmedBy: z.string(),
      confirmedAt: instant,
      blocks: z.boolean(),
      band: z.number().int().nullable(),
    })
    .nullable(),
  /** What the team told the office; null: not yet. Of a joint vote it is one report for all. */
  report: z.object({ by: z.string(), at: instant, note: z.string().nullable() }).nullable(),
  may: z.object({ tell: z.boolean(), confirm: z.boolean(), report: z.boolean() }),
  /** Whoever confirms elsewhere does not do so here, as somebody of the unit. */
  recused: z.boolean(),
});

export const listAssessments = route({
  name: 'listAssessments',
  slice: 'assessment',
  method: 'GET',
  path: '/api/organisations/:organisationId/assessments',
  summary: 'The satisfaction assessments at and beneath a node, all attempts, by place and then by time',
  access: 'read',
  params: z.object({ organisationId: id }),
  query: pageById,
  answer: z.object({
    assessments: z.array(assessmentAnswer),
    all: amount,
    next: z.string().nullable(),
    mayOpen: z.boolean(),
    /** Of a unit, to who might open its next vote: so few may vote, with those that it votes together with, that nobody can. */
    tooFew: z.object({ voters: amount, least: amount }).nullable(),
    /** Of a unit, to who might open its next vote: why nobody can now, as a refusal code, unless too few may vote. */
    openRefusal: z
      .object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })
      .nullable(),
    /** Of a unit: those that its next vote is held together with, itself among them, the host first; null where it votes by itself. */
    together: z.array(z.object({ id, name: z.string() })).nullable(),
    /** Of a unit, on its first page: votes that failed elsewhere, before its members came from there and left nobody behind. */
    cameAlong: z.array(cameAlong),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted'],
});

export const readAssessment = route({
  name: 'readAssessment',
  slice: 'assessment',
  method: 'GET',
  path: '/api/assessments/:assessmentId',
  summary: 'One assessment: electorate, counts, differences, tally',
  access: 'read',
  params: z.object({ assessmentId: id }),
  answer: z.object({ assessment: assessmentAnswer }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted', 'of-another-campaign'],
});

export const openAssessment = route({
  name: 'openAssessment',
  slice: 'assessment',
  method: 'POST',
  path: '/api/units/:unitId/assessments',
  summary: 'Open a paper assessment of the open stage; who may vote is counted from the roster',
  access: 'open-assessment',
  params: z.object({ unitId: id }),
  body: z.object({ heldOn: civilDate }),
  answer: done,
  status: 201,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'of-another-campaign',
    'stage-not-open',
    'too-few-voters',
    'assessment-open-already',
    'assessment-needs-verified-order',
    'assessment-before-verification',
    'assessment-too-soon',
    'assessment-not-held-yet',
    'assessment-before-stage',
    'assessment-before-pool',
    'pool-changed',
    'evidence-window-closed',
  ],
  idempotency: 'natural',
});

export const enterCount = route({
  name: 'enterCount',
  slice: 'assessment',
  method: 'POST',
  path: '/api/assessments/:assessmentId/counts',
  summary: 'A teller enters the answers and the void papers; everything else is worked out',
  access: 'tell-assessment',
  params: z.object({ assessmentId: id }),
  body: z.object({ member: typedAnswers, representative: typedAnswers }),
  answer: z.object({ round: z.number().int(), state: z.enum(['counting', 'differing', 'agreed', 'confirmed']) }),
  status: 201,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'stage-not-open',
    'evidence-window-closed',
    'assessment-confirmed-already',
    'count-exceeds-eligible',
    'teller-counted-already',
    'two-tellers-already',
    'assessment-counted-elsewhere',
    'assessment-by-poll',
  ],
  // Sent again after it turned out to differ, it would pass for a recount.
  idempotency: 'key',
});

export const confirmAssessment = route({
  name: 'confirmAssessment',
  slice: 'assessment',
  method: 'POST',
  path: '/api/assessments/:assessmentId/confirmation',
  summary: 'The supervision team confirms two equal counts; a difference blocks',
  access: 'confirm-assessment',
  params: z.object({ assessmentId: id }),
  answer: done,
  status: 201,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'of-another-campaign',
    'stage-not-open',
    'evidence-window-closed',
    'assessment-confirmed-already',
    'two-tellers-needed',
    'tellers-differ',
    'teller-cannot-confirm',
    'recused-oneself',
    'assessment-counted-elsewhere',
  ],
  idempotency: 'natural',
});

export const reportAssessment = route({
  name: 'reportAssessment',
  slice: 'assessment',
  method: 'POST',
  path: '/api/assessments/:assessmentId/report',
  summary: 'The supervision team reports a confirmed count to the office; nothing is endorsed before',
  access: 'confirm-assessment',
  params: z.object({ assessmentId: id }),
  body: z.object({ note: text(2000).optional() }),
  answer: done,
  status: 201,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'of-another-campaign',
    'assessment-not-confirmed',
    'assessment-reported-already',
    'assessment-counted-elsewhere',
    'recused-oneself',
    'campaign-closed',
  ],
  idempotency: 'natural',
});
