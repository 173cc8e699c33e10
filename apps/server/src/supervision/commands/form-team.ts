import { permit } from '@muster/core/access';
import { refuse } from '@muster/core/kernel';
import { campaignAtHand, refuseClosed } from '../../campaign/index.ts';
import { findNode, type Node } from '../../organisation/index.ts';
import type { Command } from '../../platform/command.ts';
import { teamFact } from '../loaded-team.ts';

interface Input {
  readonly organisationId: string;
  readonly name: string;
}

interface State {
  readonly organisation: Node;
  readonly campaignId: string | null;
}

interface Facts {
  readonly id: string;
  readonly name: string;
  readonly campaignId: string;
}

export const formTeamCommand: Command<Input, State, Facts, { id: string }> = {
  name: 'supervision.form-team',
  load: async (tx, { organisationId }, asking) => {
    const organisation = await findNode(tx, organisationId);
    if (organisation === null) return refuse('not-found');
    const campaign = await campaignAtHand(tx, organisation, asking);
    const closed = campaign === null ? null : refuseClosed(campaign);
    return closed ?? { organisation, campaignId: campaign?.id ?? null };
  },
  permit: (actor, { organisation }) => permit(actor.grants, 'manage-teams', organisation.place),
  decide: ({ campaignId }, { name }, circumstances) =>
    campaignId === null ? refuse('campaign-without-batch') : { id: circumstances.newId(), name, campaignId },
  save: async (tx, facts, { organisation }, { at }) => {
    await tx
      .insertInto('supervision_team')
      .values({
        region_id: organisation.regionId,
        id: facts.id,
        campaign_id: facts.campaignId,
        organisation_id: organisation.id,
        name: facts.name,
        path: organisation.place.path,
        recorded_at: at,
      })
      .execute();
  },
  record: ({ id, name, campaignId }, { organisation }) => [
    teamFact({ regionId: organisation.regionId, id, name, place: organisation.place }, 'supervision.team-formed', {
      organisation: organisation.id,
      campaign: campaignId,
    }),
  ],
  answer: ({ id }) => ({ id }),
};
