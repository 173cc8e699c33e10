import { operations } from '@muster/core/organisation';
import { z } from 'zod';
import { amount, bilingual, civilDate, id, instant } from '../fields.ts';
import { route } from '../route.ts';
import { namedNode } from './named-node.ts';
import { remedyAnswer } from './remedies.ts';

const parentLink = z.object({
  fromOn: civilDate,
  toOn: civilDate.nullable(),
  /** Null for a root, and for a parent that one may not see; it opens where one may read it. */
  parent: z.object({ id, name: z.string(), opens: z.boolean() }).nullable(),
  /** In another storage region, before it came to this one. */
  formerly: z.boolean(),
  reason: z.string().nullable(),
  by: z.string().nullable(),
});

const fieldChange = z.object({
  field: z.enum(['name', 'code', 'credit-code', 'class', 'state', 'operation']),
  before: z.string().nullable(),
  after: z.string().nullable(),
  on: civilDate,
  by: z.string().nullable(),
});

export const readOrganisationRecord = route({
  name: 'readOrganisationRecord',
  slice: 'organisation',
  method: 'GET',
  path: '/api/organisations/:organisationId/record',
  summary:
    'What is known of an organisation: facts, where it has stood, what it was called, what hangs beneath it, what one may do',
  access: 'read',
  params: z.object({ organisationId: id }),
  answer: z.object({
    operation: z.enum(operations),
    className: bilingual.nullable(),
    underParentSince: civilDate,
    closing: z
      .object({
        on: civilDate,
        reason: z.string(),
        by: z.string().nullable(),
        mergedInto: z.object({ id, name: z.string() }).nullable(),
        movedTo: z.string().nullable(),
      })
      .nullable(),
    /** Merged into it. */
    absorbed: z.array(namedNode.extend({ on: civilDate })),
    /** From the roll-up; null where nothing was folded yet. */
    figures: z.object({ units: amount, branches: amount, members: amount, asOf: instant.nullable() }),
    /** What a unit or branch is linked to in the other tree: it counts here, and shows there beneath `above`. */
    links: z.array(namedNode.extend({ isHost: z.boolean(), above: z.object({ id, name: z.string() }).nullable() })),
    parents: z.array(parentLink),
    changes: z.array(fieldChange),
    remedies: z.array(remedyAnswer),
    may: z.object({ edit: z.boolean(), move: z.boolean(), close: z.boolean(), merge: z.boolean(), flag: z.boolean() }),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted'],
});
