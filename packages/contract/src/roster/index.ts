import { z } from 'zod';
import { amount, civilDate, id, pageById } from '../fields.ts';
import { importBody, importReport } from '../organisation/index.ts';
import { route } from '../route.ts';

export const memberAnswer = z.object({
  personId: id,
  name: z.string(),
  code: z.string().nullable(),
  bornIn: z.number().int().nullable(),
  categories: z.array(z.string()),
  standing: z.enum(['full', 'probationary', 'applicant']),
  branch: z.object({ id, name: z.string() }),
  unit: z.object({ id, name: z.string() }),
  fromOn: civilDate,
  minutes: amount,
  collectiveMinutes: amount,
});

export const listMembers = route({
  name: 'listMembers',
  slice: 'roster',
  method: 'GET',
  path: '/api/organisations/:organisationId/members',
  summary: 'Present members at and beneath a node of either tree, with the hours of the open stage',
  access: 'read',
  params: z.object({ organisationId: id }),
  query: pageById,
  answer: z.object({ members: z.array(memberAnswer), all: amount, next: z.string().nullable() }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted'],
});

export const readPerson = route({
  name: 'readPerson',
  slice: 'roster',
  method: 'GET',
  path: '/api/people/:personId',
  summary: 'One person: membership, offices, and the attendances with their hours; everybody may read oneself',
  access: 'session',
  params: z.object({ personId: id }),
  answer: z.object({
    person: z.object({
      id,
      name: z.string(),
      code: z.string().nullable(),
      bornIn: z.number().int().nullable(),
      categories: z.array(z.string()),
    }),
    membership: z
      .object({
        branch: z.object({ id, name: z.string() }),
        unit: z.object({ id, name: z.string() }),
        standing: z.enum(['full', 'probationary', 'applicant']),
        fromOn: civilDate,
      })
      .nullable(),
    stage: z
      .object({
        code: z.string(),
        title: z.object({ zh: z.string(), en: z.string() }),
        startsOn: civilDate,
        endsOn: civilDate,
        minutes: amount,
        collectiveMinutes: amount,
        needs: z.array(
          z.object({
            measure: z.string(),
            title: z.object({ zh: z.string(), en: z.string() }),
            minutes: amount,
            have: amount,
          }),
        ),
      })
      .nullable(),
    attendances: z.array(
      z.object({
        activityId: id,
        topic: z.string(),
        kind: z.string(),
        startsAt: z.iso.datetime(),
        presence: z.enum(['present', 'absent']),
        reason: z.string().nullable(),
        minutes: amount,
        voided: z.boolean(),
      }),
    ),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found'],
});

export const importMembers = route({
  name: 'importMembers',
  slice: 'roster',
  method: 'POST',
  path: '/api/organisations/:organisationId/member-imports',
  summary: 'Import people, memberships and offices beneath a node from CSV: dry run, or all rows in one transaction',
  access: 'manage-roster',
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

export const exportMembers = route({
  name: 'exportMembers',
  slice: 'roster',
  method: 'GET',
  path: '/api/organisations/:organisationId/members/export',
  summary: 'The roster at and beneath a node as CSV that imports again unchanged',
  access: 'read',
  params: z.object({ organisationId: id }),
  answer: z.object({ fileName: z.string(), csv: z.string() }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted'],
});
