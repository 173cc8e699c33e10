import { permit } from '@muster/core/access';
import { refuse } from '@muster/core/kernel';
import type { Command } from '../../platform/command.ts';
import { findNode, type Node } from '../queries.ts';

interface Input {
  readonly claimId: string;
  readonly reason: string;
}

interface State {
  readonly node: Node;
  readonly claim: { readonly id: string; readonly measure: string; readonly source: string; readonly stated: number };
  readonly isVoided: boolean;
}

/** Takes back what was stated; it stays to be seen with the reason, and what it had superseded counts again. */
export const voidClaimCommand: Command<Input, State, { readonly reason: string }, { id: string }> = {
  name: 'organisation.void-claim',
  load: async (tx, { claimId }) => {
    const found = await tx
      .selectFrom('region as r')
      .innerJoin('organisation_claim as c', 'c.region_id', 'r.region_id')
      .select(['c.id', 'c.organisation_id', 'c.voided_at', 'c.measure', 'c.source', 'c.stated'])
      .where('c.id', '=', claimId)
      .forUpdate('c')
      .executeTakeFirst();
    const node = found === undefined ? null : await findNode(tx, found.organisation_id);
    if (found === undefined || node === null) return refuse('not-found');
    const { id, measure, source, stated } = found;
    return { node, claim: { id, measure, source, stated }, isVoided: found.voided_at !== null };
  },
  permit: (actor, { node }) => permit(actor.grants, 'manage-organisations', node.place),
  decide: ({ isVoided }, { reason }) => (isVoided ? refuse('claim-voided-already') : { reason }),
  save: async (tx, { reason }, { node, claim }, { actor, at }) => {
    await tx
      .updateTable('organisation_claim')
      .set({ voided_at: at, voided_by: actor.personId, voided_by_name: actor.personName, void_reason: reason })
      .where('region_id', '=', node.regionId)
      .where('id', '=', claim.id)
      .execute();
  },
  record: ({ reason }, { node, claim: { id, ...said } }) => [
    {
      regionId: node.regionId,
      unitId: null,
      kind: 'organisation.claim-voided',
      subjectId: node.id,
      place: node.place,
      occurredAt: null,
      summary: { topic: said.source, measure: said.measure, stated: said.stated, reason },
      head: { claim: id, ...said, reason },
      personal: [],
    },
  ],
  answer: (_facts, { claim }) => ({ id: claim.id }),
};
