import { permit } from '@muster/core/access';
import { refuse } from '@muster/core/kernel';
import type { Command } from '../../platform/command.ts';
import { nowhere, transferFacts } from '../transfer-facts.ts';
import { loadTransfer, type TransferRow } from '../transfer-queries.ts';

interface Input {
  readonly transferId: string;
  readonly reason?: string | undefined;
}

interface Facts {
  readonly reason: string | null;
}

/** The receiving end declines, with a reason; or the giving end takes the proposal back. The member stays. */
function settleTransfer(outcome: 'declined' | 'withdrawn'): Command<Input, TransferRow, Facts, { id: string }> {
  return {
    name: `roster.transfer-${outcome}`,
    load: async (tx, { transferId }) => (await loadTransfer(tx, transferId)) ?? refuse('not-found'),
    permit: (actor, { from, to }) =>
      permit(actor.grants, 'manage-roster', (outcome === 'declined' ? to : from) ?? nowhere),
    decide: ({ isOpen }, { reason = null }) => (isOpen ? { reason } : refuse('transfer-settled-already')),
    save: async (tx, { reason }, { regionId, id }, { actor, at }) => {
      await tx
        .updateTable('transfer')
        .set({
          outcome,
          settled_at: at,
          settled_by: actor.personId,
          settled_by_name: actor.personName,
          settled_reason: reason,
        })
        .where('region_id', '=', regionId)
        .where('id', '=', id)
        .execute();
    },
    record: ({ reason }, transfer) => transferFacts(transfer, `roster.transfer-${outcome}`, { reason }),
    answer: (_facts, { id }) => ({ id }),
  };
}

export const declineTransferCommand = settleTransfer('declined');
export const withdrawTransferCommand = settleTransfer('withdrawn');
