import { claimMeasures, partings } from '@muster/core/organisation';
import { z } from 'zod';
import { amount, beyond, bilingual, id, line, typedAmount } from '../fields.ts';
import { route } from '../route.ts';

const measure = z.enum(claimMeasures);
const parting = z.enum(partings);
const place = { params: z.object({ organisationId: id }) };
const placeRefusals = ['not-logged-in', 'not-found', 'not-permitted'] as const;

/** What somebody stated: the total, or one part of it. Kept as it was stated, also when a newer one counts. */
const claim = z.object({
  id,
  measure,
  by: parting.nullable(),
  part: z.string().nullable(),
  stated: amount,
  source: z.string(),
  batchId: id.nullable(),
  statedBy: z.string().nullable(),
  recordedAt: z.iso.datetime(),
  voided: z.object({ at: z.iso.datetime(), by: z.string().nullable(), reason: z.string() }).nullable(),
});

/** A batch that figures can be about: the number and the campaign say which, the title what it is called. */
const batch = z.object({
  id,
  number: z.number().int(),
  title: bilingual.nullable(),
  campaign: z.object({ id, name: bilingual }),
});

/** Possible explanations of a difference: the smallest sets of parts that make it. */
const explanation = z.object({
  outcome: z.enum(['explained', 'unexplained', 'too-many-parts']),
  sets: z.array(z.array(z.string().nullable())),
  found: amount,
  isMore: z.boolean(),
});

const breakdown = z.object({
  by: parting,
  isOwn: z.boolean(),
  sum: amount.nullable(),
  lines: z.array(
    z.object({
      part: z.string().nullable(),
      stated: claim.nullable(),
      counted: amount,
      /** Of which codes, or of which node, the list of this figure is. */
      of: z.array(z.string().nullable()),
      difference: z.number().int().nullable(),
    }),
  ),
  difference: z.number().int().nullable(),
  explanation: explanation.nullable(),
});

export const readReconciliation = route({
  name: 'readReconciliation',
  slice: 'organisation',
  method: 'GET',
  path: '/api/organisations/:organisationId/reconciliation',
  summary: 'Stated totals, sums of stated parts and what was counted, side by side, with possible explanations',
  access: 'read',
  ...place,
  answer: z.object({
    mayState: z.boolean(),
    at: z.iso.datetime(),
    measures: z.array(
      z.object({
        measure,
        partings: z.array(parting),
        counted: amount,
        statements: z.array(
          z.object({
            source: z.string().nullable(),
            /** Of which batch; null: of the whole roster. */
            batchId: id.nullable(),
            total: claim.nullable(),
            counted: amount,
            breakdowns: z.array(breakdown),
          }),
        ),
      }),
    ),
    /** The nodes right beneath, and whatever else a part names. */
    nodes: z.array(z.object({ id, name: z.string() })),
    /** Those that were opened, of the campaigns at the node, and whatever else was stated of. */
    batches: z.array(batch),
    /** What no longer counts: superseded or voided, the newest first. */
    earlier: z.array(claim),
  }),
  status: 200,
  refusals: placeRefusals,
});

export const stateClaims = route({
  name: 'stateClaims',
  slice: 'organisation',
  method: 'POST',
  path: '/api/organisations/:organisationId/claims',
  summary: 'State a total of a node, parts of it, or both; what the same source stated before is superseded, not lost',
  access: 'manage-organisations',
  ...place,
  body: z.object({
    measure,
    source: line(200),
    /** Of which batch it is stated; left out, or null: of the whole roster. */
    batchId: id.nullable().default(null),
    total: typedAmount.nullable(),
    by: parting.nullable(),
    parts: z.array(z.object({ part: z.string().min(1).max(64), stated: typedAmount })).max(1000),
  }),
  answer: z.object({ stated: amount }),
  status: 200,
  refusals: [
    ...placeRefusals,
    'nothing-stated',
    'measure-not-for-this-node',
    'batch-not-at-node',
    'parting-not-for-this-node',
    'part-unknown',
    'part-twice',
  ],
  idempotency: 'natural',
});

export const voidClaim = route({
  name: 'voidClaim',
  slice: 'organisation',
  method: 'POST',
  path: '/api/claims/:claimId/void',
  summary: 'Take back what was stated, with a reason; it stays to be seen',
  access: 'manage-organisations',
  params: z.object({ claimId: id }),
  body: z.object({ reason: line(200) }),
  answer: z.object({ id }),
  status: 200,
  refusals: [...placeRefusals, 'claim-voided-already'],
  idempotency: 'natural',
});

/** The list behind a counted figure; its length is the figure. */
export const listCounted = route({
  name: 'listCounted',
  slice: 'organisation',
  method: 'GET',
  path: '/api/organisations/:organisationId/counted',
  summary: 'What a figure of the reconciliation counted beneath a node, in the order of the tree',
  access: 'read',
  ...place,
  query: z.object({
    measure,
    /** Only what is of this batch. */
    batch: id.optional(),
    by: parting.optional(),
    /** Codes parted by commas, or the id of a node; empty for what is of none. */
    of: z.string().max(10_000).optional(),
    after: id.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  answer: z.object({
    rows: z.array(
      z.object({
        id,
        kind: z.enum(['unit', 'committee', 'general_branch', 'branch', 'person']),
        name: z.string(),
        code: z.string().nullable(),
        classCode: z.string().nullable(),
        within: z.string().nullable(),
      }),
    ),
    all: amount,
    beyond,
    next: z.string().nullable(),
  }),
  status: 200,
  refusals: placeRefusals,
});

export const listDifferences = route({
  name: 'listDifferences',
  slice: 'organisation',
  method: 'GET',
  path: '/api/organisations/:organisationId/differences',
  summary: 'The nodes at and beneath a node whose stated totals are not what is counted, in the order of the tree',
  access: 'read',
  ...place,
  query: z.object({ limit: z.coerce.number().int().min(1).max(200).default(50) }),
  answer: z.object({
    differences: z.array(
      z.object({
        organisation: z.object({ id, name: z.string() }),
        measure,
        source: z.string(),
        batch: batch.nullable(),
        stated: amount,
        counted: amount,
      }),
    ),
    all: amount,
    /** How many stated totals were held against their counts. */
    compared: amount,
  }),
  status: 200,
  refusals: placeRefusals,
});
