import { operations } from '@muster/core/organisation';
import { z } from 'zod';
import { amount, civilDate, id, pageById } from '../fields.ts';
import { route } from '../route.ts';

export {
  exportOrganisations,
  importMegabytes,
  importOrganisations,
  importReport,
  readOrganisationTemplate,
} from './imports.ts';

export { listCounted, listDifferences, readReconciliation, stateClaims, voidClaim } from './claims.ts';
export {
  closeOrganisation,
  editOrganisation,
  listChildrenOn,
  mergeOrganisation,
  moveOrganisation,
  readChangeEffects,
} from './changes.ts';
export { readOrganisationRecord } from './record.ts';
export { checkRemedy, flagOrganisation, listRemedies, reportRemedy } from './remedies.ts';
export { keepUnitClasses, listUnitClasses } from './unit-classes.ts';

export const kinds = ['region', 'unit', 'committee', 'general_branch', 'branch'] as const;

export const organisationAnswer = z.object({
  id,
  tree: z.enum(['place', 'party']),
  kind: z.enum(kinds),
  name: z.string(),
  code: z.string().nullable(),
  creditCode: z.string().nullable(),
  classCode: z.string().nullable(),
  state: z.enum(['normal', 'weak', 'paralysed', 'empty']),
  operation: z.enum(operations),
  parentId: id.nullable(),
  openedOn: civilDate,
  closedOn: civilDate.nullable(),
});

/** A node as the tree shows it; the count is of units (place) or branches (party) beneath and at the node, from the roll-up. */
export const treeNode = z.object({
  id,
  tree: z.enum(['place', 'party']),
  kind: z.enum(kinds),
  name: z.string(),
  hasChildren: z.boolean(),
  organisations: amount,
});

export const listRoots = route({
  name: 'listRoots',
  slice: 'organisation',
  method: 'GET',
  path: '/api/organisations',
  summary: 'The topmost nodes that one may see, of both trees',
  access: 'session',
  answer: z.object({ nodes: z.array(treeNode) }),
  status: 200,
  refusals: ['not-logged-in'],
});

export const listChildren = route({
  name: 'listChildren',
  slice: 'organisation',
  method: 'GET',
  path: '/api/organisations/:organisationId/children',
  summary: 'The nodes directly beneath a node, in pages; `also` adds the one child that a path leads through',
  access: 'read',
  params: z.object({ organisationId: id }),
  query: pageById.extend({ also: id.optional() }),
  answer: z.object({ nodes: z.array(treeNode), also: treeNode.nullable(), all: amount, next: id.nullable() }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted'],
});

export const readOrganisation = route({
  name: 'readOrganisation',
  slice: 'organisation',
  method: 'GET',
  path: '/api/organisations/:organisationId',
  summary: 'A node, the nodes above it, and what it is linked to in the other tree',
  access: 'read',
  params: z.object({ organisationId: id }),
  answer: z.object({
    organisation: organisationAnswer,
    above: z.array(z.object({ id, name: z.string() })),
    linked: z.array(z.object({ id, kind: z.enum(kinds), name: z.string(), isHost: z.boolean() })),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted'],
});
