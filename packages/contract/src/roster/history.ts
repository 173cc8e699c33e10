import { z } from 'zod';
import { amount, civilDate, id, instant } from '../fields.ts';
import { route } from '../route.ts';
import { endReason, named, personId, standing } from './changes.ts';
import { contactAnswer } from './contacts.ts';

export const readHistory = route({
  name: 'readHistory',
  slice: 'roster',
  method: 'GET',
  path: '/api/people/:personId/history',
  summary:
    'What has been recorded of a person as a member: memberships, transfers, standing, corrections, contacts, and what the reader may do; everybody may read oneself',
  access: 'session',
  params: personId,
  answer: z.object({
    memberships: z.array(
      z.object({
        id,
        branch: named,
        unit: named,
        standing,
        fromOn: civilDate,
        /** Earlier than the first day there, where somebody came by a transfer, a merger or a move to another region. */
        joinedOn: civilDate,
        toOn: civilDate.nullable(),
        endReason: z.string().nullable(),
      }),
    ),
    openTransfer: z
      .object({ id, to: z.string(), proposedAt: instant, proposedBy: z.string(), mayWithdraw: z.boolean() })
      .nullable(),
    /**
     * Told to whoever may transfer the member: the unit's last vote failed in the stage that it is in, or it has orders to correct that
     * nobody has verified. Its last member is not transferred away until then.
     */
    unsettled: z
      .object({ unit: named, voteFails: z.boolean(), orders: amount, dueOn: civilDate.nullable(), isLast: z.boolean() })
      .nullable(),
    ends: z.array(
      z.object({
        id,
        reason: endReason,
        on: civilDate,
        note: z.string().nullable(),
        by: z.string(),
        recordedAt: instant,
        voided: z.object({ at: instant, by: z.string(), reason: z.string() }).nullable(),
        mayVoid: z.boolean(),
      }),
    ),
    standings: z.array(
      z.object({
        id,
        before: standing,
        after: standing,
        on: civilDate,
        note: z.string().nullable(),
        by: z.string(),
        recordedAt: instant,
      }),
    ),
    corrections: z.array(
      z.object({
        id,
        /** What was said until then. */
        name: z.string(),
        bornIn: z.number().int().nullable(),
        categories: z.array(z.string()),
        reason: z.string().nullable(),
        by: z.string(),
        recordedAt: instant,
      }),
    ),
    contacts: z.array(contactAnswer),
    /** Offices that a transfer leaves as they are. */
    offices: z.array(z.object({ role: z.string(), organisation: named })),
    mayManage: z.boolean(),
    mayRecordContact: z.boolean(),
    mayReport: z.boolean(),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found'],
});
