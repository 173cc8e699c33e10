import type { Permit } from '@muster/core/access';
import { refuse } from '@muster/core/kernel';
import { signIn } from '@muster/core/study';
import { sql } from 'kysely';
import type { Command } from '../../platform/command.ts';
import { ahead, kept } from '../../platform/database/marks.ts';
import { codeHolds } from '../code-of-plan.ts';
import { signingIn, type SigningIn } from '../signing-in.ts';

interface Input {
  readonly planId: string;
  readonly code: string;
}

interface Facts {
  readonly signedAt: Date;
  readonly isNew: boolean;
  readonly planId: string;
}

/**
 * Hundreds do this within a minute: one read by keys, one write, and two ways to the database for both. The ledger has it with the sheet,
 * whose recorder looked at it; a sign-in by itself says of nobody that he was there.
 */
export const signInCommand: Command<Input, SigningIn, Facts, { signedAt: string }> = {
  name: 'study.sign-in',
  load: async (tx, { planId }) => (await signingIn(tx, planId)) ?? refuse('not-found'),
  // For oneself alone, where one is expected: that is decided.
  permit: () => ({ verb: 'read' }) as Permit,
  decide: (state, { planId, code }, { at }) => {
    if (state.signedAt !== null) return { planId, signedAt: state.signedAt, isNew: false };
    const holds = state.secret !== null && codeHolds(state.secret, code, at);
    return (
      signIn({ ...state, isExpected: state.expected !== null, codeHolds: holds }, at) ?? {
        planId,
        signedAt: at,
        isNew: true,
      }
    );
  },
  save: async (tx, { planId, signedAt, isNew }, { regionId, expected }, { actor, at }) => {
    if (!isNew || expected === null) return;
    await tx
      .insertInto('sign_in')
      .values({
        region_id: regionId,
        planned_id: planId,
        person_id: actor.personId,
        branch_id: expected.branchId,
        signed_at: signedAt,
        recorded_at: at,
        path: expected.path,
        party_path: expected.partyPath,
      })
      .onConflict((conflict) => conflict.columns(['region_id', 'planned_id', 'person_id']).doNothing())
      .modifyEnd(sql`${kept} ${ahead}`)
      .execute();
  },
  record: () => [],
  answer: ({ signedAt }) => ({ signedAt: signedAt.toISOString() }),
};
