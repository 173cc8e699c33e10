import { permit } from '@muster/core/access';
import { refuse } from '@muster/core/kernel';
import { holdFor } from '@muster/core/study';
import { findCampaign, playbookAt, refuseClosed } from '../../campaign/index.ts';
import { findNode, type Node } from '../../organisation/index.ts';
import type { Command } from '../../platform/command.ts';
import { heldForOf, isOfEveryLevel } from '../mobilisation/held-for.view.ts';
import { activityRow, type ActivityRow } from '../queries.ts';

interface Input {
  readonly organisationId: string;
  readonly activityId: string;
}

interface State {
  readonly place: Node;
  readonly activity: ActivityRow;
  readonly isOfEveryLevel: boolean;
  readonly isSaid: boolean;
}

interface Facts {
  readonly id: string;
}

/** Whoever runs the campaign of a place says which of the recorded meetings was the place's own. That nobody says it twice the database sees to. */
export const holdForPlaceCommand: Command<Input, State, Facts, { id: string }> = {
  name: 'study.hold-for-place',
  load: async (tx, { organisationId, activityId }) => {
    const place = await findNode(tx, organisationId);
    const activity = await activityRow(tx, activityId);
    if (place?.kind !== 'region' || activity === null) return refuse('not-found');
    const campaign = await findCampaign(tx, activity.campaign_id);
    if (campaign === null) return refuse('not-found');
    const closed = refuseClosed(campaign);
    if (closed !== null) return closed;
    const playbook = await playbookAt(tx, campaign, { path: activity.path, linked: [activity.party_path] });
    const before = await heldForOf(tx, { activityId });
    return {
      place,
      activity,
      isOfEveryLevel: isOfEveryLevel(activity.kind, playbook),
      isSaid: before.some((row) => row.organisation_id === organisationId && row.withdrawn_at === null),
    };
  },
  permit: (actor, { place, activity }) =>
    permit(actor.grants, 'manage-campaign', { ...place.place, campaignId: activity.campaign_id }),
  decide: ({ place, activity, ...state }, _input, { newId }) =>
    holdFor({
      ...state,
      isVoided: activity.voided_at !== null,
      isBeneath: place.regionId === activity.region_id && activity.path.startsWith(`${place.place.path}.`),
    }) ?? { id: newId() },
  save: async (tx, { id }, { place, activity }, { actor, at }) => {
    await tx
      .insertInto('held_for')
      .values({
        region_id: activity.region_id,
        id,
        activity_id: activity.id,
        organisation_id: place.id,
        named_by: actor.personId,
        named_by_name: actor.personName,
        recorded_at: at,
        path: activity.path,
        party_path: activity.party_path,
      })
      .execute();
  },
  record: ({ id }, { place, activity }) => [
    {
      regionId: activity.region_id,
      unitId: activity.host_unit_id,
      kind: 'study.held-for-place',
      subjectId: activity.id,
      place: { path: activity.path, linked: [activity.party_path] },
      occurredAt: null,
      summary: { topic: activity.topic, organisation: place.name },
      head: { heldFor: id, activity: activity.id, place: place.id },
      personal: [],
    },
  ],
  answer: ({ id }) => ({ id }),
};
