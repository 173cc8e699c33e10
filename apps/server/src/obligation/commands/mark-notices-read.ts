import type { Permit } from '@muster/core/access';
import type { CivilDate } from '@muster/core/kernel';
import type { NoticeKind } from '@muster/core/obligation';
import { sql } from 'kysely';
import type { Command } from '../../platform/command.ts';

interface Input {
  readonly notices: readonly { readonly kind: NoticeKind; readonly onDay: CivilDate }[];
}

/** One's own alone, so it needs no verb; it is nobody else's business and leaves no entry. */
export const markNoticesReadCommand: Command<Input, null, Input, { read: number }> = {
  name: 'obligation.mark-notices-read',
  load: () => Promise.resolve(null),
  permit: () => ({ verb: 'read' }) as Permit,
  decide: (_state, input) => input,
  save: async (tx, { notices }, _state, { actor, at }) => {
    await sql`
      update notice n set read_at = ${at}
      from jsonb_to_recordset(${JSON.stringify(notices)}::jsonb) r(kind text, "onDay" date)
      where n.person_id = ${actor.personId} and n.kind = r.kind and n.on_day = r."onDay" and n.read_at is null`.execute(
      tx,
    );
  },
  record: () => [],
  answer: ({ notices }) => ({ read: notices.length }),
};
