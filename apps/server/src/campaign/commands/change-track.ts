import { permit } from '@muster/core/access';
import { stagesOnNewTrack, type Playbook, type UnitStage, type UnitTraits } from '@muster/core/campaign';
import { isRefusal, refuse } from '@muster/core/kernel';
import { sql } from 'kysely';
import type { Command } from '../../platform/command.ts';
import { markDirty } from '../../platform/outbox.ts';
import { findBatch, type BatchRow } from '../batches.ts';
import { playbooksAhead } from '../effective-playbooks.ts';
import { givenToUnit } from '../extension.ts';
import { datesChanged } from '../hooks.ts';
import { datesFact, lockUnit, type UnitState } from '../unit-dates.ts';
import { unitTraits } from '../unit-traits.view.ts';

interface Input {
  readonly unitId: string;
  readonly track: string;
  readonly reason: string;
}

interface State extends UnitState {
  readonly playbook: Playbook;
  readonly batch: BatchRow;
  readonly given: readonly { readonly code: string; readonly days: number }[];
  readonly traits: UnitTraits;
}

interface Facts {
  readonly id: string;
  readonly track: string;
  readonly reason: string;
  readonly ahead: readonly UnitStage[];
}

/** From the next stage on the unit goes another way. What is open stays as it was pinned: what was hard stays hard. */
export const changeTrackCommand: Command<Input, State, Facts, { id: string }> = {
  name: 'campaign.change-track',
  load: async (tx, { unitId }, asking) => {
    const state = await lockUnit(tx, unitId, asking);
    if (isRefusal(state)) return state;
    const { participation } = state;
    const playbook = (await playbooksAhead(tx, [participation.id])).get(participation.id);
    const batch = await findBatch(tx, participation.batchId);
    if (playbook === undefined || batch === null) return refuse('not-found');
    const [traits] = await unitTraits(tx, [participation.id]);
    if (traits === undefined) return refuse('not-found');
    return { ...state, playbook, batch, given: await givenToUnit(tx, participation), traits };
  },
  permit: (actor, { participation }) => permit(actor.grants, 'manage-campaign', participation.place),
  decide: ({ participation, dates, playbook, batch, given, traits }, { track, reason }, { newId }) => {
    const unit = { ...dates, track: participation.track, windows: batch.windows, given, traits };
    const ahead = stagesOnNewTrack(playbook, unit, track);
    return isRefusal(ahead) ? ahead : { id: newId(), track, reason, ahead };
  },
  save: async (tx, { id, track, reason, ahead }, { participation }, { actor, at, tell }) => {
    const { regionId, id: participationId, place } = participation;
    await sql`select campaign_replace_stages_ahead(${regionId}::int, ${participationId}::uuid, ${track}, ${JSON.stringify(ahead)}::jsonb)`.execute(
      tx,
    );
    await tx
      .insertInto('track_change')
      .values({
        region_id: regionId,
        id,
        participation_id: participationId,
        track_before: participation.track,
        track_after: track,
        reason,
        changed_by: actor.personId,
        changed_by_name: actor.personName,
        recorded_at: at,
        path: place.path,
        linked: [...place.linked],
      })
      .execute();
    await tell(tx, datesChanged, { regionId, participationIds: [participationId] });
    await markDirty(tx, { ...participation, ...place });
  },
  record: ({ id, track, ahead }, state) => [
    datesFact('campaign.track-changed', id, state, {
      trackBefore: state.participation.track,
      trackAfter: track,
      after: ahead.map(({ code, startsOn, earliestOn, endsOn }) => ({ code, startsOn, earliestOn, endsOn })),
    }),
  ],
  answer: ({ id }) => ({ id }),
};
