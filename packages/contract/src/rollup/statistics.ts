import { hourBands } from '@muster/core/study';
import { z } from 'zod';
import { amount, bilingual, civilDate, id, instant } from '../fields.ts';
import { kinds } from '../organisation/index.ts';
import { route } from '../route.ts';
import { bandFigures, batchesOpened, conditionFigures, ofBatch } from './figures.ts';

/** A Monday. */
const week = civilDate;

export const readStatistics = route({
  name: 'readStatistics',
  slice: 'rollup',
  method: 'GET',
  path: '/api/organisations/:organisationId/statistics',
  summary:
    'A node over weeks and in bands: who entered and left each stage, who attended, what fell due; bands, conditions and hours',
  access: 'read',
  params: z.object({ organisationId: id }),
  query: z.object({ batch: ofBatch }),
  answer: z.object({
    organisation: z.object({ id, name: z.string(), tree: z.enum(['place', 'party']), kind: z.enum(kinds) }),
    campaignId: id.nullable(),
    /** In the party tree: some unit served here has a branch elsewhere as well, so its figures stand at the node above all of them. */
    countedAbove: z.boolean(),
    batches: batchesOpened,
    asOf: instant.nullable(),
    today: civilDate,
    /**
     * Units of each stage: all that have it now, and every week from the first entry to today, also one in which nothing happened: how
     * many entered it, left it, were merged or closed before it, within it or past it; and at the end of the week how many were in it, past it
     * and there at all.
     */
    stages: z.array(
      z.object({
        code: z.string(),
        title: bilingual,
        units: amount,
        weeks: z.array(
          z.object({
            week,
            opened: amount,
            passed: amount,
            endedAhead: amount,
            endedWithin: amount,
            endedPast: amount,
            within: amount,
            past: amount,
            all: amount,
          }),
        ),
      }),
    ),
    bands: z.array(bandFigures),
    conditions: z.array(conditionFigures),
    /** Members by how far they are with the hours that the stage asks of them; every band, also an empty one. */
    hours: z.array(
      z.object({ stageCode: z.string(), bands: z.array(z.object({ band: z.enum(hourBands), members: amount })) }),
    ),
    /** Of the meetings that began in each week from the first to the last; of all batches, whichever was asked for. */
    attendance: z.array(z.object({ week, present: amount, absent: amount })),
    /** What falls due in each week from the first to the last: asked, overdue by today, and still to come; the rest is done. */
    owed: z.array(z.object({ week, asked: amount, overdue: amount, coming: amount })),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted', 'invalid-input'],
});
