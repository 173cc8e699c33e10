import { permit } from '@muster/core/access';
import { closeCampaign, type Closing } from '@muster/core/campaign';
import { civilDateAt, refuse } from '@muster/core/kernel';
import type { Command } from '../../platform/command.ts';
import { unfinishedIn, type Unfinished } from '../closing.view.ts';
import { campaignClosed } from '../hooks.ts';
import { findCampaign, type CampaignState } from '../queries.ts';

interface Input extends Closing {
  readonly campaignId: string;
}

interface State extends Pick<Unfinished, 'unfinished'> {
  readonly campaign: CampaignState;
}

/**
 * From here on the campaign is only read. Alone, so that nothing that has begun in it is kept after it: seldom enough that everybody
 * can wait for it.
 */
export const closeCampaignCommand: Command<Input, State, Pick<Closing, 'closedOn' | 'reason'>, { id: string }> = {
  name: 'campaign.close',
  alone: true,
  load: async (tx, { campaignId }) => {
    const campaign = await findCampaign(tx, campaignId);
    if (campaign === null) return refuse('not-found');
    const { unfinished } = await unfinishedIn(tx, campaignId);
    return { campaign, unfinished };
  },
  permit: (actor, { campaign }) => permit(actor.grants, 'manage-campaign', { path: campaign.path, linked: [] }),
  decide: ({ campaign, unfinished }, closing, { at, timeZone }) =>
    closeCampaign({ ...campaign, unfinished }, closing, civilDateAt(at, timeZone)),
  save: async (tx, { closedOn, reason }, { campaign }, circumstances) => {
    const { actor, at } = circumstances;
    await tx
      .updateTable('campaign')
      .set({
        closed_on: closedOn,
        close_reason: reason,
        closed_at: at,
        closed_by: actor.personId,
        closed_by_name: actor.personName,
      })
      .where('id', '=', campaign.id)
      .execute();
    await circumstances.tell(tx, campaignClosed, { campaignId: campaign.id });
  },
  record: ({ closedOn, reason }, { campaign, unfinished }) => [
    {
      regionId: campaign.regionId,
      unitId: null,
      kind: 'campaign.closed',
      subjectId: campaign.id,
      place: { path: campaign.path, linked: [] },
      occurredAt: null,
      summary: { zh: campaign.name.zh, en: campaign.name.en, closedOn, unfinished },
      head: { campaign: campaign.id, closedOn, reason, unfinished },
      personal: [],
    },
  ],
  answer: (_facts, { campaign }) => ({ id: campaign.id }),
};
