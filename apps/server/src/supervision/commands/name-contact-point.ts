import { permit } from '@muster/core/access';
import { civilDateAt, refuse, type CivilDate } from '@muster/core/kernel';
import { nameContactPoint } from '@muster/core/supervision';
import { campaignAtHand, refuseClosed, type CampaignState } from '../../campaign/index.ts';
import { findNode, type Node } from '../../organisation/index.ts';
import type { Command } from '../../platform/command.ts';
import { pointFact } from '../contact-point/contact-points.ts';
import { leaderTies, type LeaderTies } from '../contact-point/leader-ties.view.ts';

interface Input {
  readonly organisationId: string;
  readonly personId: string;
  readonly fromOn: CivilDate | null;
}

interface State {
  readonly organisation: Node;
  readonly campaign: CampaignState;
  readonly ties: LeaderTies;
}

interface Facts {
  readonly id: string;
  readonly personId: string;
  readonly fromOn: CivilDate;
}

/** It gives no authority: whoever is to read there, or to supervise, is appointed or put on a team. */
export const nameContactPointCommand: Command<Input, State, Facts, { id: string }> = {
  name: 'supervision.name-contact-point',
  load: async (tx, { organisationId, personId }, asking) => {
    const organisation = await findNode(tx, organisationId);
    if (organisation === null) return refuse('not-found');
    const campaign = await campaignAtHand(tx, organisation, asking);
    if (campaign === null) return refuse('campaign-without-batch');
    const ties = await leaderTies(tx, personId, organisationId, campaign.id);
    return refuseClosed(campaign) ?? (ties === null ? refuse('not-found') : { organisation, campaign, ties });
  },
  permit: (actor, { organisation }) => permit(actor.grants, 'manage-campaign', organisation.place),
  decide: ({ organisation, campaign, ties }, { personId, fromOn }, { at, timeZone, newId }) => {
    const from = fromOn ?? civilDateAt(at, timeZone);
    const refused = nameContactPoint({ kind: organisation.kind, ...ties }, from, campaign);
    return refused ?? { id: newId(), personId, fromOn: from };
  },
  save: async (tx, { id, personId, fromOn }, { organisation, campaign, ties }, { actor, at }) => {
    await tx
      .insertInto('contact_point')
      .values({
        region_id: organisation.regionId,
        id,
        campaign_id: campaign.id,
        person_id: personId,
        person_name: ties.name,
        organisation_id: organisation.id,
        from_on: fromOn,
        named_by: actor.personId,
        named_by_name: actor.personName,
        recorded_at: at,
        path: organisation.place.path,
        linked: [...organisation.place.linked],
      })
      .execute();
  },
  record: ({ id, personId, fromOn }, { organisation, campaign }) => [
    pointFact(
      {
        regionId: organisation.regionId,
        id,
        campaignId: campaign.id,
        personId,
        organisationId: organisation.id,
        place: organisation.place,
      },
      'supervision.contact-point-named',
      { from: fromOn },
    ),
  ],
  answer: ({ id }) => ({ id }),
};
