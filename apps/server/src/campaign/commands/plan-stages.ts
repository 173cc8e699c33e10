import { permit } from '@muster/core/access';
import { planOwnDates, type DatedStage, type StageDates } from '@muster/core/campaign';
import { civilDateAt, isRefusal, refuse } from '@muster/core/kernel';
import type { Command } from '../../platform/command.ts';
import { markDirty } from '../../platform/outbox.ts';
import { datesChanged } from '../hooks.ts';
import { datesFact, datesNow, lockUnit, updateDates, type UnitState } from '../unit-dates.ts';

interface Input {
  readonly unitId: string;
  readonly stages: readonly StageDates[];
}

interface Facts {
  readonly dated: readonly DatedStage[];
}

/** A unit sets its own dates: inside its windows, in order, and nothing shorter than it must be. */
export const planStagesCommand: Command<Input, UnitState, Facts, { id: string }> = {
  name: 'campaign.plan-stages',
  load: (tx, { unitId }, asking) => lockUnit(tx, unitId, asking),
  permit: (actor, { participation }) => permit(actor.grants, 'plan-stages', participation.place),
  decide: ({ dates }, { stages }, { at, timeZone }) => {
    const now = datesNow(dates);
    if (now === null) return refuse('stage-not-open');
    const dated = planOwnDates(now, stages, civilDateAt(at, timeZone));
    return isRefusal(dated) ? dated : { dated };
  },
  save: async (tx, { dated }, { participation }, { tell }) => {
    await updateDates(tx, participation, dated);
    await tell(tx, datesChanged, { regionId: participation.regionId, participationIds: [participation.id] });
    await markDirty(tx, { ...participation, ...participation.place });
  },
  record: ({ dated }, state) => [
    datesFact('campaign.stages-planned', state.participation.id, state, { after: dated.map((each) => ({ ...each })) }),
  ],
  answer: (_facts, { participation }) => ({ id: participation.id }),
};
