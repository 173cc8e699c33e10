import { obligationKinds, standings } from '@muster/core/obligation';
import { z } from 'zod';
import { amount, beyond, bilingual, civilDate, id, instant, line, pageById } from '../fields.ts';
import { kinds } from '../organisation/index.ts';
import { route } from '../route.ts';
import { ofBatch } from './figures.ts';

const refusals = ['not-logged-in', 'not-found', 'not-permitted', 'invalid-input'] as const;
const params = z.object({ organisationId: id });

/** What has to be done by a day and was not, of all that had to be done by then; and what was let off, whenever it was due. */
export const owedFigures = z.object({
  kind: z.enum(obligationKinds),
  overdue: amount,
  asked: amount,
  week: amount,
  exempt: amount,
});

export const listStagesBeneath = route({
  name: 'listStagesBeneath',
  slice: 'rollup',
  method: 'GET',
  path: '/api/organisations/:organisationId/stages-beneath',
  summary:
    'How far the units are at each node directly beneath a node, and what is overdue there, in the order of the tree',
  access: 'read',
  params,
  query: pageById.extend({ batch: ofBatch }),
  answer: z.object({
    asOf: instant.nullable(),
    stages: z.array(z.object({ code: z.string(), title: bilingual })),
    rows: z.array(
      z.object({
        organisation: z.object({ id, name: z.string(), tree: z.enum(['place', 'party']), kind: z.enum(kinds) }),
        members: amount,
        /** Units by where they are in each stage, and how often a condition of it is not met or waits for its figure. */
        stages: z.array(z.object({ code: z.string(), ahead: amount, open: amount, closed: amount, lacking: amount })),
        overdue: amount,
      }),
    ),
    all: amount,
    next: id.nullable(),
  }),
  status: 200,
  refusals,
});

/**
 * By what units are counted: a state of the stage, a band, the week in which they entered or left it, or were merged or closed, the week at
 * whose end they were in it, past it or there at all, a band of hours.
 */
const unitCounts = ['stage', 'band', 'opened', 'passed', 'ended', 'within', 'past', 'all', 'hours'] as const;

export const listUnitsIn = route({
  name: 'listUnitsIn',
  slice: 'rollup',
  method: 'GET',
  path: '/api/organisations/:organisationId/units-in',
  summary:
    'The units behind a count: by where they are in a stage, when they entered or left it or ended, how far members are with hours, or, of all stages or one, the band of their last vote',
  access: 'read',
  params,
  query: pageById
    .extend({ stage: line(40).optional(), of: z.enum(unitCounts), value: line(20), batch: ofBatch })
    .refine(({ stage, of }) => stage !== undefined || of === 'band', { path: ['stage'], message: 'which stage' }),
  answer: z.object({
    rows: z.array(
      z.object({
        /** What a next page begins after. */
        participationId: id,
        unit: z.object({ id, name: z.string() }),
        num: amount.nullable(),
        den: amount.nullable(),
        /** Of a band: what was counted are the votes of all that voted together. */
        isPooled: z.boolean(),
        asOf: instant,
      }),
    ),
    all: amount,
    beyond,
    /** Members, where they are what was counted. */
    members: amount.nullable(),
    next: id.nullable(),
  }),
  status: 200,
  refusals,
});

export const listOutstanding = route({
  name: 'listOutstanding',
  slice: 'rollup',
  method: 'GET',
  path: '/api/organisations/:organisationId/outstanding',
  summary:
    'What is asked at and beneath a node: overdue, due within a week or to come; or all that was due by today or in a week, what of it is done, or what was let off',
  access: 'read',
  params,
  query: pageById.extend({
    when: z.enum(['overdue', 'week', 'coming', 'asked', 'done', 'exempt']),
    batch: ofBatch,
    kind: z.enum(obligationKinds).optional(),
    /** A Monday: what falls due in that week alone. */
    week: civilDate.optional(),
    /** What fell due on that day or later alone. */
    since: civilDate.optional(),
  }),
  answer: z.object({
    rows: z.array(
      z.object({
        id,
        unit: z.object({ id, name: z.string() }),
        /** Who it is asked of, where that is not the unit itself; null where one may not see whom. */
        branch: z.object({ id, name: z.string() }).nullable(),
        person: z.object({ id, name: z.string() }).nullable(),
        kind: z.enum(obligationKinds),
        stageCode: z.string(),
        title: bilingual,
        dueOn: civilDate,
        firstDueOn: civilDate,
        standing: z.enum(standings),
        dischargedOn: civilDate.nullable(),
        /** Done after its day: for ever. */
        isLate: z.boolean(),
      }),
    ),
    all: amount,
    beyond,
    next: id.nullable(),
  }),
  status: 200,
  refusals,
});
