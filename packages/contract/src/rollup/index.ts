import { z } from 'zod';
import { amount, beyond, bilingual, civilDate, closedOn, id, instant, line, pageById } from '../fields.ts';
import { verdicts } from '../gate/index.ts';
import { kinds } from '../organisation/index.ts';
import { route } from '../route.ts';
import { owedFigures } from './beneath.ts';
import { bandFigures, batchesOpened, conditionFigures, ofBatch } from './figures.ts';

export { listOutstanding, listStagesBeneath, listUnitsIn } from './beneath.ts';
export { readStatistics } from './statistics.ts';

export const readOverview = route({
  name: 'readOverview',
  slice: 'rollup',
  method: 'GET',
  path: '/api/organisations/:organisationId/overview',
  summary:
    'Where a node stands, folded upward from the records: counts, stages, conditions, bands, each with its as-of',
  access: 'read',
  params: z.object({ organisationId: id }),
  query: z.object({ batch: ofBatch }),
  answer: z.object({
    organisation: z.object({ id, name: z.string(), tree: z.enum(['place', 'party']), kind: z.enum(kinds) }),
    /** That it is no more, and where its people are; null while it is there. */
    closing: z.object({ on: civilDate, mergedInto: z.object({ id, name: z.string() }).nullable() }).nullable(),
    campaignId: id.nullable(),
    /** In the party tree: some unit served here has a branch elsewhere as well, so its figures stand at the node above all of them. */
    countedAbove: z.boolean(),
    batches: batchesOpened,
    asOf: instant.nullable(),
    /** Of all batches, whichever was asked for: rosters and meetings belong to none. */
    figures: z.object({
      units: amount,
      branches: amount,
      members: amount,
      floating: amount,
      /** Each once, where it was held. */
      activities: amount,
      /** What the branches of a unit, or a branch, met for that counts at another one; above units always 0. */
      elsewhere: amount,
      attendances: amount,
      absences: amount,
    }),
    stages: z.array(
      z.object({
        code: z.string(),
        title: bilingual,
        fromOn: civilDate.nullable(),
        toOn: civilDate.nullable(),
        /** Of a unit, and of a branch that it hosts. */
        closedOn,
        ahead: amount,
        open: amount,
        closed: amount,
      }),
    ),
    /** The conditions of each stage: units by verdict; they add up to the units of the batch in that stage. */
    conditions: z.array(
      conditionFigures.extend({
        /** Names of units that do not meet it, at most 12, by place in the tree. */
        lacking: z.array(z.object({ id, name: z.string() })),
      }),
    ),
    bands: z.array(bandFigures),
    /** What is not done: its day has passed, or comes within a week. By kind, those alone of which something was asked. */
    owed: z.array(owedFigures),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted', 'invalid-input'],
});

export const listStandings = route({
  name: 'listStandings',
  slice: 'rollup',
  method: 'GET',
  path: '/api/organisations/:organisationId/standings',
  summary: 'The units behind a figure of the overview: those with a verdict on a condition, by place in the tree',
  access: 'read',
  params: z.object({ organisationId: id }),
  query: pageById.extend({
    stage: line(40),
    condition: line(60),
    verdict: z.enum(verdicts).optional(),
    batch: ofBatch,
  }),
  answer: z.object({
    rows: z.array(
      z.object({
        /** What a next page begins after. */
        participationId: id,
        unit: z.object({ id, name: z.string() }),
        verdict: z.enum(verdicts),
        num: amount.nullable(),
        den: amount.nullable(),
        asOf: instant,
      }),
    ),
    all: amount,
    beyond,
    next: id.nullable(),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted', 'invalid-input'],
});
