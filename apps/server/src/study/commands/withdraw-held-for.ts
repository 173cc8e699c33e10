import { permit } from '@muster/core/access';
import { refuse } from '@muster/core/kernel';
import { sql } from 'kysely';
import type { Command } from '../../platform/command.ts';
import { heldForOf, type HeldForRow } from '../mobilisation/held-for.view.ts';
import { activityRow, type ActivityRow } from '../queries.ts';

interface Input {
  readonly heldForId: string;
  readonly reason: string;
}

interface State {
  readonly heldFor: HeldForRow;
  readonly activity: ActivityRow;
}

interface Facts {
  readonly reason: string;
  readonly salt: Uint8Array;
}

/** Said by mistake: the meeting stays, and is no longer that of the place. */
export const withdrawHeldForCommand: Command<Input, State, Facts, { id: string }> = {
  name: 'study.withdraw-held-for',
  load: async (tx, { heldForId }) => {
    // Two at once: the second is told that it was taken back.
    await sql`select from held_for where id = ${heldForId}::uuid and region_id in (select region_id from region) for update`.execute(
      tx,
    );
    const [heldFor] = await heldForOf(tx, { id: heldForId });
    const activity = heldFor === undefined ? null : await activityRow(tx, heldFor.activity_id);
    return heldFor === undefined || activity === null ? refuse('not-found') : { heldFor, activity };
  },
  permit: (actor, { heldFor, activity }) =>
    permit(actor.grants, 'manage-campaign', {
      path: heldFor.place_path,
      linked: [],
      campaignId: activity.campaign_id,
    }),
  decide: ({ heldFor }, { reason }, { bytes }) =>
    heldFor.withdrawn_at === null ? { reason, salt: bytes(16) } : refuse('held-for-withdrawn-already'),
  save: async (tx, { reason }, { heldFor }, { actor, at }) => {
    await tx
      .updateTable('held_for')
      .set({
        withdrawn_at: at,
        withdrawn_by: actor.personId,
        withdrawn_by_name: actor.personName,
        withdrawn_reason: reason,
      })
      .where('region_id', '=', heldFor.region_id)
      .where('id', '=', heldFor.id)
      .execute();
  },
  record: ({ reason, salt }, { heldFor, activity }) => [
    {
      regionId: heldFor.region_id,
      unitId: activity.host_unit_id,
      kind: 'study.held-for-place-withdrawn',
      subjectId: activity.id,
      place: { path: activity.path, linked: [activity.party_path] },
      occurredAt: null,
      summary: { topic: activity.topic, organisation: heldFor.place_name },
      head: { heldFor: heldFor.id },
      personal: [{ salt, value: { heldFor: heldFor.id, reason } }],
    },
  ],
  answer: (_facts, { heldFor }) => ({ id: heldFor.id }),
};
