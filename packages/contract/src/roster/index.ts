import { z } from 'zod';
import { amount, beyond, civilDate, id, pageById } from '../fields.ts';
import { route } from '../route.ts';

export {
  addMember,
  changeStanding,
  correctPerson,
  endMembership,
  findNamesakes,
  voidMembershipEnd,
} from './changes.ts';
export { listLeftBehind, recordContact, reportIn, voidContact } from './contacts.ts';
export { readHistory } from './history.ts';
export { exportMembers, importMembers, readMemberTemplate } from './imports.ts';
export { search } from './search.ts';
export { listRepresentativeGaps, readRepresentatives, setRepresentativeQuota } from './representatives.ts';
export {
  acceptTransfer,
  declineTransfer,
  findDestinations,
  listTransfers,
  proposeTransfer,
  withdrawTransfer,
} from './transfers.ts';

export { keepMemberCategories, listMemberCategories } from './member-categories.ts';

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
  query: pageById.extend({
    /** Only those of a category, and only those of a standing. */
    category: z.string().max(64).optional(),
    standing: z.enum(['full', 'probationary', 'applicant']).optional(),
  }),
  answer: z.object({ members: z.array(memberAnswer), all: amount, beyond, next: z.string().nullable() }),
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
        /** The same day, or earlier: it stays through every transfer. */
        joinedOn: civilDate,
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
        /** Of the minutes those earned in another branch than the present one, whose meetings stay there. */
        elsewhereMinutes: amount,
        /** Of the minutes those made up, and what counts of those studied alone. */
        madeUpMinutes: amount,
        selfStudyMinutes: amount,
        /** Below it a meeting counts for nothing; 0: every meeting counts. */
        shortestSessionMinutes: amount,
        /** None of an applicant. */
        needs: z.array(
          z.object({
            measure: z.string(),
            title: z.object({ zh: z.string(), en: z.string() }),
            minutes: amount,
            have: amount,
            /** Planned for the person’s branch up to the end of the stage, as far as it would count for this: the same time once, no day of a leave. */
            coming: z.object({ meetings: amount, minutes: amount }),
            /** Minutes that open absences can still be made up by, and that the log has room for. */
            open: z.object({ makeUps: amount, log: amount }),
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
        /** Less where another meeting took place at the same time: that time counts once. */
        credited: amount,
        voided: z.boolean(),
      }),
    ),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found'],
});
