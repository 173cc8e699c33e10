import { z } from 'zod';
import { amount, civilDate, fileText, id, line } from '../fields.ts';
import { route } from '../route.ts';

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
  summary: 'The nodes directly beneath a node',
  access: 'read',
  params: z.object({ organisationId: id }),
  answer: z.object({ nodes: z.array(treeNode) }),
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

/** One cell that cannot be taken as it stands: `B117`, what was found, what was expected, and the nearest fit if there is one. */
export const importFault = z.object({
  row: z.number().int(),
  column: z.string(),
  cell: z.string(),
  severity: z.enum(['error', 'warning']),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  nearest: z.string().nullable(),
});

export const importReport = z.object({
  rows: amount,
  created: amount,
  updated: amount,
  unchanged: amount,
  refused: amount,
  committed: z.boolean(),
  faults: z.array(importFault),
  /** The header and the first rows with a fault, as they stand in the file. */
  header: z.array(z.string()),
  sample: z.array(z.object({ row: z.number().int(), cells: z.array(z.string()) })),
});

/** `commit: false` is a dry run and writes nothing. With errors, committing needs `exceptRefused`. */
export const importBody = z.object({
  fileName: line(200),
  csv: fileText(20_000_000),
  commit: z.boolean(),
  exceptRefused: z.boolean().default(false),
});

export const importOrganisations = route({
  name: 'importOrganisations',
  slice: 'organisation',
  method: 'POST',
  path: '/api/organisations/:organisationId/imports',
  summary:
    'Import organisations beneath a node from CSV: dry run, or all rows in one transaction; re-import updates by code',
  access: 'manage-organisations',
  params: z.object({ organisationId: id }),
  body: importBody,
  answer: importReport,
  status: 200,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'import-has-errors',
    'import-empty',
    'columns-missing',
    'code-taken',
    'too-large',
    'file-type-refused',
  ],
  idempotency: 'natural',
  bodyLimit: 25_000_000,
});

export const exportOrganisations = route({
  name: 'exportOrganisations',
  slice: 'organisation',
  method: 'GET',
  path: '/api/organisations/:organisationId/export',
  summary: 'The organisations beneath a node as CSV that imports again unchanged',
  access: 'read',
  params: z.object({ organisationId: id }),
  answer: z.object({ fileName: z.string(), csv: z.string() }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted'],
});
