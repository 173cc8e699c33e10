import { itemMeasures } from '@muster/core/campaign';
import { checkAnswers } from '@muster/core/supervision';
import { z } from 'zod';
import { amount, bilingual, done, id, instant, text } from '../fields.ts';
import { route } from '../route.ts';

const answers = z.enum(checkAnswers);

/** What was said of every item of the standard; of what is lacking, what. */
const items = z
  .array(z.object({ code: z.string().min(1).max(40), answer: answers, note: text(500).nullable() }))
  .min(1)
  .max(50);

const said = z.object({ answer: answers, note: z.string().nullable() });

export const readSelfCheck = route({
  name: 'readSelfCheck',
  slice: 'supervision',
  method: 'GET',
  path: '/api/units/:unitId/self-check',
  summary:
    'The acceptance standard of the open stage, what the unit said of each item when it checked itself last, and what was found by whoever checked again',
  access: 'read',
  params: z.object({ unitId: id }),
  answer: z.object({
    /** Null while no stage is open. */
    stageCode: z.string().nullable(),
    /** None where the playbook names no standard. */
    items: z.array(
      z.object({
        code: z.string(),
        title: bilingual,
        /** The figure of the condition of the same code as it was then; null where no condition has it. */
        figure: z.object({ num: amount.nullable(), den: amount.nullable() }).nullable(),
        /** What else of the records stands beside it, by a measure, of a kind of activities or of all; null: nothing, unless a condition has its code. */
        records: z.object({ measure: z.enum(itemMeasures), activity: z.string().nullable() }).nullable(),
        unit: said.nullable(),
        team: said.nullable(),
        differs: z.boolean(),
      }),
    ),
    /** The last time that the unit checked itself. */
    check: z.object({ id, version: amount, by: z.string(), at: instant }).nullable(),
    review: z.object({ by: z.string(), at: instant }).nullable(),
    may: z.object({ check: z.boolean(), review: z.boolean() }),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted'],
});

export const checkOneself = route({
  name: 'checkOneself',
  slice: 'supervision',
  method: 'POST',
  path: '/api/units/:unitId/self-checks',
  summary: 'The unit checks itself against the standard, item by item; a later check takes the place of the one before',
  access: 'submit-deliverable',
  params: z.object({ unitId: id }),
  body: z.object({ items }),
  answer: done,
  status: 201,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'campaign-closed',
    'of-another-campaign',
    'stage-not-open',
    'self-check-not-asked',
    'self-check-incomplete',
    'evidence-window-closed',
    'reason-missing',
  ],
  idempotency: 'key',
});

export const checkAgain = route({
  name: 'checkAgain',
  slice: 'supervision',
  method: 'POST',
  path: '/api/self-checks/:checkId/review',
  summary: 'Somebody else, of the team or the office, goes through the same items once the unit has',
  access: 'check-deliverable',
  params: z.object({ checkId: id }),
  body: z.object({ items }),
  answer: done,
  status: 201,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'campaign-closed',
    'of-another-campaign',
    'evidence-window-closed',
    'self-check-superseded',
    'self-check-reviewed-already',
    'self-checked-by-oneself',
    'self-check-incomplete',
    'recused-oneself',
    'reason-missing',
  ],
  idempotency: 'natural',
});
