import { z } from 'zod';
import { id } from '../fields.ts';
import {
  exportedFile,
  exportQuery,
  importBody,
  importMegabytes,
  importRefusals,
  importReport,
  templateFile,
  templateQuery,
} from '../organisation/imports.ts';
import { route } from '../route.ts';

export const importMembers = route({
  name: 'importMembers',
  slice: 'roster',
  method: 'POST',
  path: '/api/organisations/:organisationId/member-imports',
  summary:
    'Import people and memberships beneath a node from Excel or CSV, with transfers: dry run, or all rows in one transaction',
  access: 'manage-roster',
  params: z.object({ organisationId: id }),
  body: importBody,
  answer: importReport,
  status: 200,
  refusals: [...importRefusals, 'transfer-open-already', 'transfer-stale', 'destination-unknown'],
  idempotency: 'natural',
  fileMegabytes: importMegabytes,
});

export const exportMembers = route({
  name: 'exportMembers',
  slice: 'roster',
  method: 'GET',
  path: '/api/organisations/:organisationId/members/export',
  summary: 'The roster at and beneath a node as a file that imports again unchanged',
  access: 'read',
  params: z.object({ organisationId: id }),
  query: exportQuery,
  answer: exportedFile,
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted'],
});

export const readMemberTemplate = route({
  name: 'readMemberTemplate',
  slice: 'roster',
  method: 'GET',
  path: '/api/import-templates/members',
  summary: 'An empty workbook for members, with the words of each list to choose from and notes on each column',
  access: 'manage-roster',
  query: templateQuery,
  answer: templateFile,
  status: 200,
  refusals: ['not-logged-in', 'not-permitted'],
});
