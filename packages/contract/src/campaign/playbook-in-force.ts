import { laterTermNames, leadersDuties, readinessMeasures, requiredTerms, rhythms } from '@muster/core/campaign';
import { z } from 'zod';
import { amount, bilingual, civilDate, done, id, instant } from '../fields.ts';
import { route } from '../route.ts';

const named = z.object({ code: z.string(), title: bilingual });

/** Which layer a line comes from, and which have made it stricter since. */
const origin = { layer: z.string(), tightenedBy: z.array(z.string()) };
const line = named.extend(origin);

const unitPredicate = z
  .array(z.object({ classes: z.array(z.string()).nullable(), operations: z.array(z.string()).nullable() }))
  .nullable();

const stepInForce = line.extend({
  days: z.number().int(),
  fromOn: civilDate.nullable(),
  toOn: civilDate.nullable(),
  actions: z.array(line),
});

const deliverableInForce = line.extend({
  form: z.enum(['text', 'file', 'either']),
  anchor: z.enum(['start', 'end']),
  offsetDays: z.number().int(),
  dueOn: civilDate.nullable(),
  notForTracks: z.array(z.string()),
});

const lectureInForce = line.extend({
  by: z.enum(['head', 'expert', 'model', 'member']),
  activityKinds: z.array(z.string()),
  ownScript: z.boolean(),
  offsetDays: z.number().int(),
  dueOn: civilDate.nullable(),
  notForTracks: z.array(z.string()),
  exemptCategories: z.array(z.string()),
});

const readingInForce = line.extend({ chapters: z.array(line), notForTracks: z.array(z.string()) });

/** A figure that was named and not given, or not asked, is null. */
const writingInForce = line.extend({
  number: z.number().int().nullable(),
  length: z.number().int().nullable(),
  instead: z.array(
    z.object({ category: z.string(), number: z.number().int().nullable(), length: z.number().int().nullable() }),
  ),
  notForTracks: z.array(z.string()),
});

const conditionInForce = line.extend({
  measure: z.string(),
  unitOfMeasure: z.enum([
    'minutes',
    'days',
    'sessions',
    'lectures',
    'presence',
    'made-up',
    'votes',
    'acceptance',
    'orders',
  ]),
  grain: z.enum(['member', 'unit']),
  isHard: z.boolean(),
  memberNeeds: z.number().int().nullable(),
  comparison: z.enum(['at-least', 'below']),
  thresholdNum: z.number().int().nullable(),
  thresholdDen: z.number().int().nullable(),
  deliverable: z.string().nullable(),
  activityKind: z.string().nullable(),
  lecture: z.string().nullable(),
  presentNum: z.number().int().nullable(),
  presentDen: z.number().int().nullable(),
  notForTracks: z.array(z.string()),
  onlyFor: unitPredicate,
  dueDaysBeforeEnd: z.number().int(),
});

const stageInForce = line.extend({
  minimumDays: z.number().int(),
  tracks: z.array(z.string()).nullable(),
  result: bilingual.nullable(),
  notes: z.array(line),
  /** Where the node is a unit that takes part. */
  startsOn: civilDate.nullable(),
  endsOn: civilDate.nullable(),
  actions: z.array(line),
  steps: z.array(stepInForce),
  deliverables: z.array(deliverableInForce),
  lectures: z.array(lectureInForce),
  readings: z.array(readingInForce),
  writings: z.array(writingInForce),
  conditions: z.array(conditionInForce),
});

const playbookInForce = z.object({
  campaignId: id,
  title: bilingual,
  theme: z.object({ title: bilingual, layer: z.string() }).nullable(),
  /** For the batches that it is set for; null: for all. */
  goals: z.array(line.extend({ batches: z.array(z.number().int()).nullable() })),
  notes: z.array(line),
  responsibilities: z.array(line.extend({ who: bilingual })),
  /** `by` names one of the campaign's terms; `since` is a day as batches have it. */
  reports: z.array(
    line.extend({
      every: z.enum(rhythms),
      by: z.enum([...requiredTerms, ...laterTermNames]),
      to: bilingual,
      since: z.string().nullable(),
    }),
  ),
  references: z.array(line),
  /**
   * The documents that it is made of, from above. `organisation` is where a layer was put; null for what the campaign runs under. At a
   * unit, `isToCome` where it was put after the stage at hand had opened there: it holds from the next one. Elsewhere `unitsToCome`
   * counts the units beneath for which that is so; null where the campaign runs under it anyway, or one may not read the node.
   */
  layers: z.array(
    named.extend({
      version: z.string(),
      organisation: z.object({ id, name: z.string() }).nullable(),
      putAt: instant.nullable(),
      isToCome: z.boolean(),
      unitsToCome: amount.nullable(),
    }),
  ),
  studyHourMinutes: z.number().int(),
  shortestSessionMinutes: z.number().int(),
  fewestVoters: z.number().int(),
  daysBetweenAssessments: z.number().int(),
  minimumTotalDays: z.number().int(),
  /** Years of age of those who join, of whoever joined on `since` or later; null where the playbook does not say. */
  joining: z.object({ least: z.number().int(), since: civilDate.nullable() }).nullable(),
  activityKinds: z.array(
    line.extend({
      isCollective: z.boolean(),
      isConcentrated: z.boolean(),
      isMobilisation: z.boolean(),
      countsAs: z.string().nullable(),
    }),
  ),
  absenceReasons: z.array(line),
  /** How an absence is made up, and by when; null where it asks for nothing. */
  makeUp: z
    .object({ daysBeforeEnd: z.number().int(), ...origin, modes: z.array(line.extend({ earns: z.boolean() })) })
    .nullable(),
  /** How often leaders are asked to take part; null: nobody has said how often. */
  leaders: z.array(z.object({ duty: z.enum(leadersDuties), atLeast: z.number().int().nullable(), ...origin })),
  tracks: z.array(line.extend({ for: unitPredicate, emphasis: bilingual.nullable() })),
  batches: z.array(
    z.object({
      number: z.number().int(),
      title: bilingual,
      from: z.string().nullable(),
      to: z.string().nullable(),
      classes: z.array(z.string()).nullable(),
      /** How large it was said to be. */
      announced: z.array(named.extend({ count: z.number().int(), orMore: z.boolean() })),
      layer: z.string(),
    }),
  ),
  /** Without measures it is confirmed by word. */
  readiness: z.array(line.extend({ measures: z.array(z.enum(readinessMeasures)), isHard: z.boolean() })),
  stages: z.array(stageInForce),
  afterwards: z.object({ title: bilingual, actions: z.array(line) }).nullable(),
  /** `items` and titles are null where something was named and not given. */
  lists: z.array(
    line.extend({
      isInOrder: z.boolean(),
      items: z.array(z.object({ code: z.string(), title: bilingual.nullable(), ...origin })).nullable(),
    }),
  ),
  /** By the instance's lists; the code is the title where a list does not know it. */
  memberGuidance: z.array(z.object({ category: named, text: bilingual, layer: z.string() })),
  classGuidance: z.array(z.object({ classes: z.array(named), text: bilingual, layer: z.string() })),
});

export const readPlaybookInForce = route({
  name: 'readPlaybookInForce',
  slice: 'campaign',
  method: 'GET',
  path: '/api/organisations/:organisationId/playbook',
  summary: 'What holds at a node in the campaign that runs there, and from which layer each line comes',
  access: 'session',
  params: z.object({ organisationId: id }),
  answer: z.object({ playbook: playbookInForce.nullable() }),
  status: 200,
  refusals: ['not-logged-in', 'not-found'],
});

export const listLayerChoices = route({
  name: 'listLayerChoices',
  slice: 'campaign',
  method: 'GET',
  path: '/api/organisations/:organisationId/layers',
  summary: 'The layers that were loaded, and of those that cannot be put on this node why not',
  access: 'manage-campaign',
  params: z.object({ organisationId: id }),
  answer: z.object({
    layers: z.array(
      z.object({
        id,
        code: z.string(),
        version: z.string(),
        title: bilingual,
        /** What whoever puts it here would be answered; null where it fits. */
        unfit: z
          .object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })
          .nullable(),
      }),
    ),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted', 'of-another-campaign'],
});

/** A layer holds for the units beneath from the next stage that opens; a newer version of the layer that lies here takes its place. */
export const putLayer = route({
  name: 'putLayer',
  slice: 'campaign',
  method: 'POST',
  path: '/api/organisations/:organisationId/layers',
  summary: 'Put a layer of the playbook on a node of a campaign',
  access: 'manage-campaign',
  params: z.object({ organisationId: id }),
  body: z.object({ campaignId: id, playbookId: id }),
  answer: done,
  status: 201,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'invalid-input',
    'not-a-layer',
    'layer-does-not-fit',
    'layer-in-place',
    'layer-takes-back',
  ],
  idempotency: 'natural',
});
