import type { Permit } from '@muster/core/access';
import { unseenSince, visit, type Visit } from '@muster/core/supervision';
import type { Command } from '../../platform/command.ts';
import { visitOf } from '../changes.view.ts';

/** One's own alone, so it needs no verb; it is nobody else's business and leaves no entry. */
export const markVisitCommand: Command<null, Visit | null, Visit, { since: string }> = {
  name: 'supervision.mark-visit',
  load: (tx, _input, { actor }) => visitOf(tx, actor.personId),
  permit: () => ({ verb: 'read' }) as Permit,
  decide: (known, _input, { at }) => visit(known, at),
  save: async (tx, { beganAt, lastAt, beforeAt }, _known, { actor }) => {
    const times = { began_at: beganAt, last_at: lastAt, before_at: beforeAt };
    await tx
      .insertInto('supervision_visit')
      .values({ person_id: actor.personId, ...times })
      // Opened twice at once: the one that saw more of the visit stands.
      .onConflict((conflict) => conflict.column('person_id').doUpdateSet(times))
      .execute();
  },
  record: () => [],
  answer: (seen, _known) => ({ since: unseenSince(seen, seen.beganAt).toISOString() }),
};
