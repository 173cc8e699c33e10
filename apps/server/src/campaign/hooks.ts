import type { Hook } from '../platform/hooks.ts';

/** Participations of one region in which something happened to one stage. */
export interface StageOpened {
  readonly regionId: number;
  readonly participationIds: readonly string[];
  readonly stageCode: string;
}

/** Told when a batch opens first stages, and when a decision opens the next; the conditions are pinned already. */
export const stageOpened: Hook<StageOpened> = { name: 'campaign.stage-opened' };

/** A campaign is only read from now on. */
export const campaignClosed: Hook<{ readonly campaignId: string }> = { name: 'campaign.closed' };

/** Dates of stages that are not closed have moved: an own plan, an extension, a decision that came early or late. */
export const datesChanged: Hook<{ readonly regionId: number; readonly participationIds: readonly string[] }> = {
  name: 'campaign.dates-changed',
};
