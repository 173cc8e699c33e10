import { z } from 'zod';
import { amount, bilingual, bilingualLine, civilDate, done, id, instant, line, pageById, text } from '../fields.ts';
import { route } from '../route.ts';

const stageDates = z.object({ code: line(40), startsOn: civilDate, endsOn: civilDate });
const windows = z.array(stageDates).min(1).max(12);
const number = z.number().int().min(1).max(99);

/** Whose a batch is: all beneath a node, or those of a class and the classes beneath it; a unit by itself. */
const rule = z.object({ organisationId: id, classCode: line(64).nullable() });
const rules = z.array(rule).min(1).max(100);

/** Why it opens though something that should be ready is lacking. */
const openingReason = text(500).nullable().optional();
const openingRefusals = ['readiness-lacking', 'opening-reason-missing'] as const;

/** Units that a batch is meant for and did not take. */
const leftOut = z.object({ withoutMember: amount, twice: amount });

const planRefusals = [
  'not-logged-in',
  'not-found',
  'not-permitted',
  'invalid-input',
  'batch-number-exists',
  'class-unknown',
  'unit-rule-with-class',
  'rule-twice',
  'dates-not-in-order',
  'stage-shorter-than-allowed',
  'total-shorter-than-allowed',
] as const;

/** The simple way: planned for one node and opened at once. */
export const openBatch = route({
  name: 'openBatch',
  slice: 'campaign',
  method: 'POST',
  path: '/api/campaigns/:campaignId/batches',
  summary:
    'Open a batch for everything beneath a node: its units take part, the first stage opens, its conditions are pinned',
  access: 'manage-campaign',
  params: z.object({ campaignId: id }),
  body: z.object({ number, organisationId: id, stages: windows, reason: openingReason }),
  answer: z.object({ id, units: amount, leftOut }),
  status: 201,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'invalid-input',
    'batch-number-exists',
    'unit-takes-part-already',
    'day-in-past',
    'dates-not-in-order',
    'stage-shorter-than-allowed',
    'total-shorter-than-allowed',
    'day-too-far',
    ...openingRefusals,
  ],
  idempotency: 'natural',
});

const batchAnswer = z.object({
  id,
  number: z.number().int(),
  title: bilingual.nullable(),
  openedAt: instant.nullable(),
  revision: z.number().int(),
  stages: z.array(stageDates.extend({ firstEndsOn: civilDate })),
  rules: z.array(
    z.object({
      /** The name is null where the node is not shown to whoever asks. */
      node: z.object({ id, name: z.string().nullable(), isUnit: z.boolean() }),
      unitClass: z.object({ code: z.string(), title: bilingual }).nullable(),
    }),
  ),
  extensions: z.array(
    z.object({
      id,
      stageCode: z.string(),
      node: z.string(),
      days: amount,
      reason: z.string(),
      basis: z.string(),
      decidedOn: civilDate,
      recordedBy: z.string(),
      recordedAt: instant,
      units: amount,
    }),
  ),
  /** `manage`: held on every node that its rules name; `change` while it is planned. */
  may: z.object({ change: z.boolean(), manage: z.boolean() }),
});

export const listBatches = route({
  name: 'listBatches',
  slice: 'campaign',
  method: 'GET',
  path: '/api/campaigns/:campaignId/batches',
  summary: 'The batches of a campaign, planned and opened, with their rules, windows and extensions',
  access: 'session',
  params: z.object({ campaignId: id }),
  answer: z.object({ batches: z.array(batchAnswer) }),
  status: 200,
  refusals: ['not-logged-in', 'not-found'],
});

const plan = z.object({ number, title: bilingualLine(80).nullable(), stages: windows, rules });

export const planBatch = route({
  name: 'planBatch',
  slice: 'campaign',
  method: 'POST',
  path: '/api/campaigns/:campaignId/plans',
  summary: 'Plan a batch: its number, its windows, and the rules that say whose it is',
  access: 'manage-campaign',
  params: z.object({ campaignId: id }),
  body: plan,
  answer: done,
  status: 201,
  refusals: planRefusals,
  idempotency: 'natural',
});

export const changeBatchPlan = route({
  name: 'changeBatchPlan',
  slice: 'campaign',
  method: 'PUT',
  path: '/api/batches/:batchId/plan',
  summary: 'Change a batch that is not opened; earlier versions stay in the ledger',
  access: 'manage-campaign',
  params: z.object({ batchId: id }),
  body: plan.extend({ revision: z.number().int() }),
  answer: z.object({ id, revision: z.number().int() }),
  status: 200,
  refusals: [...planRefusals, 'batch-opened-already', 'batch-changed', 'day-too-far'],
  idempotency: 'natural',
});

export const openPlannedBatch = route({
  name: 'openPlannedBatch',
  slice: 'campaign',
  method: 'POST',
  path: '/api/batches/:batchId/opening',
  summary:
    'Open a planned batch: it takes the units that it wins and that have a member, and says how many it leaves out and why',
  access: 'manage-campaign',
  params: z.object({ batchId: id }),
  body: z.object({ revision: z.number().int(), reason: openingReason }),
  answer: z.object({ id, units: amount, leftOut }),
  status: 201,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'batch-opened-already',
    'batch-changed',
    'batch-takes-nobody',
    'invalid-input',
    ...openingRefusals,
    'unit-takes-part-already',
    'stage-shorter-than-allowed',
    'total-shorter-than-allowed',
    'dates-not-in-order',
  ],
  idempotency: 'natural',
});

const classTitle = z.object({ code: z.string(), title: bilingual }).nullable();
const counts = { takingPart: amount, toTake: amount, withoutMember: amount };

export const readCoverage = route({
  name: 'readCoverage',
  slice: 'campaign',
  method: 'GET',
  path: '/api/campaigns/:campaignId/coverage/:organisationId',
  summary:
    'Which batch the units beneath a node fall to, counted by class; every unit is in one batch, in none, or claimed twice',
  access: 'manage-campaign',
  params: z.object({ campaignId: id, organisationId: id }),
  answer: z.object({
    units: amount,
    batches: z.array(
      z.object({
        id,
        number: z.number().int(),
        title: bilingual.nullable(),
        isOpen: z.boolean(),
        ...counts,
        classes: z.array(z.object({ unitClass: classTitle, ...counts })),
      }),
    ),
    uncovered: amount,
    doubly: amount,
    asOf: instant,
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted'],
});

export const coverageStates = ['taking-part', 'to-take', 'without-member', 'uncovered', 'doubly'] as const;

export const listCoverage = route({
  name: 'listCoverage',
  slice: 'campaign',
  method: 'GET',
  path: '/api/campaigns/:campaignId/coverage/:organisationId/units',
  summary: 'The units behind a figure of the coverage, by place in the tree, with the rules that claim each',
  access: 'manage-campaign',
  params: z.object({ campaignId: id, organisationId: id }),
  query: pageById.extend({
    state: z.enum(coverageStates).optional(),
    batch: id.optional(),
    /** A class by its code; `none` for units without one. */
    class: z.string().max(64).optional(),
  }),
  answer: z.object({
    all: amount,
    units: z.array(
      z.object({
        id,
        name: z.string(),
        unitClass: classTitle,
        state: z.enum(coverageStates),
        hasMember: z.boolean(),
        batchNumber: z.number().int().nullable(),
        /** The number of the batch that was opened without it. */
        missedBy: z.number().int().nullable(),
        claims: z.array(
          z.object({ batchNumber: z.number().int(), node: z.string().nullable(), unitClass: classTitle }),
        ),
      }),
    ),
    next: id.nullable(),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted', 'invalid-input'],
});
