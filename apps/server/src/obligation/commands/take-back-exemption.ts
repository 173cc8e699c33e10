import { permit } from '@muster/core/access';
import { refuse } from '@muster/core/kernel';
import type { Command } from '../../platform/command.ts';
import { lockRelieved, reliefFact, type RelievedRecord } from '../relief.ts';

interface Input {
  readonly obligationId: string;
}

/** It is asked again, by the day on which it is due now. */
export const takeBackExemptionCommand: Command<Input, RelievedRecord, { readonly by: string }, { id: string }> = {
  name: 'obligation.take-back-exemption',
  load: (tx, { obligationId }, circumstances) => lockRelieved(tx, obligationId, circumstances),
  permit: (actor, owed) => permit(actor.grants, 'relieve-obligation', owed.place),
  decide: ({ isExempt, evidenceClosed }, _input, { actor }) => {
    if (!isExempt) return refuse('not-exempt');
    return evidenceClosed ? refuse('evidence-window-closed') : { by: actor.personId };
  },
  save: async (tx, _facts, { regionId, id }, { actor, at }) => {
    await tx
      .updateTable('obligation_exemption')
      .set({ voided_at: at, voided_by: actor.personId, voided_by_name: actor.personName })
      .where('region_id', '=', regionId)
      .where('obligation_id', '=', id)
      .where('voided_at', 'is', null)
      .execute();
  },
  record: (_facts, owed) => [reliefFact(owed, 'exemption-taken-back', {}, null)],
  answer: (_facts, { id }) => ({ id }),
};
