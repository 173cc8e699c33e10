import { permit } from '@muster/core/access';
import { askForDates, type DatesAsked, type StageDates } from '@muster/core/campaign';
import { civilDateAt, isRefusal, refuse } from '@muster/core/kernel';
import type { Command } from '../../platform/command.ts';
import { datesFact, datesNow, lockUnit, type UnitState } from '../unit-dates.ts';
import { requestIsOpen } from '../date-requests.ts';

interface Input {
  readonly unitId: string;
  readonly stages: readonly StageDates[];
  readonly reason: string;
}

interface State extends UnitState {
  readonly isAskedAlready: boolean;
}

interface Facts extends DatesAsked {
  readonly id: string;
  readonly stages: readonly StageDates[];
  readonly reason: string;
}

/** What the unit may not set itself is asked for; nothing moves until somebody else has decided. */
export const askForDatesCommand: Command<Input, State, Facts, { id: string }> = {
  name: 'campaign.ask-for-dates',
  load: async (tx, { unitId }, asking) => {
    const state = await lockUnit(tx, unitId, asking);
    if (isRefusal(state)) return state;
    return { ...state, isAskedAlready: await requestIsOpen(tx, state.participation) };
  },
  permit: (actor, { participation }) => permit(actor.grants, 'plan-stages', participation.place),
  decide: ({ dates, isAskedAlready }, { stages, reason }, { at, timeZone, newId }) => {
    const now = datesNow(dates);
    if (now === null) return refuse('stage-not-open');
    if (isAskedAlready) return refuse('request-open-already');
    const asked = askForDates(now, stages, civilDateAt(at, timeZone));
    return isRefusal(asked) ? asked : { id: newId(), stages, reason, ...asked };
  },
  save: async (tx, { id, stages, reason, isOutside, shorter, shorterTotalDays }, { participation }, { actor, at }) => {
    const place = { path: participation.place.path, linked: [...participation.place.linked] };
    await tx
      .insertInto('stage_request')
      .values({
        region_id: participation.regionId,
        id,
        campaign_id: participation.campaignId,
        participation_id: participation.id,
        unit_id: participation.unitId,
        reason,
        is_outside: isOutside,
        shorter_stage: shorter?.stage ?? null,
        shorter_days: shorter?.days ?? null,
        shorter_total_days: shorterTotalDays,
        asked_by: actor.personId,
        asked_by_name: actor.personName,
        recorded_at: at,
        ...place,
      })
      .execute();
    await tx
      .insertInto('stage_request_stage')
      .values(
        stages.map(({ code, startsOn, endsOn }) => ({
          region_id: participation.regionId,
          request_id: id,
          stage_code: code,
          starts_on: startsOn,
          ends_on: endsOn,
          ...place,
        })),
      )
      .execute();
  },
  record: ({ id, stages, isOutside, shorter, shorterTotalDays }, state) => [
    datesFact('campaign.dates-asked-for', id, state, {
      wished: stages.map(({ code, startsOn, endsOn }) => ({ code, startsOn, endsOn })),
      isOutside,
      shorter: shorter === null ? null : { ...shorter },
      shorterTotalDays,
    }),
  ],
  answer: ({ id }) => ({ id }),
};
