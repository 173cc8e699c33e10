import { refuse, type CivilDate, type Refusal } from '../kernel/index.ts';

export interface ClosingState {
  readonly startedOn: CivilDate;
  readonly closedOn: CivilDate | null;
  /** Units with a stage that is not closed. */
  readonly unfinished: number;
}

export interface Closing {
  readonly closedOn: CivilDate;
  readonly reason: string;
  /** What whoever closes it was shown. */
  readonly unfinished: number;
}

/** A campaign is closed once, between its first day and today, by somebody who knows how many have not finished. */
export function closeCampaign(
  state: ClosingState,
  { closedOn, reason, unfinished }: Closing,
  today: CivilDate,
):
  | Pick<Closing, 'closedOn' | 'reason'>
  | Refusal<'campaign-closed' | 'closed-before-start' | 'day-in-future' | 'unfinished-changed'> {
  if (state.closedOn !== null) return refuse('campaign-closed');
  if (closedOn < state.startedOn) return refuse('closed-before-start', { startedOn: state.startedOn }, 'closedOn');
  if (closedOn > today) return refuse('day-in-future', { today }, 'closedOn');
  if (unfinished !== state.unfinished) return refuse('unfinished-changed', { unfinished: state.unfinished });
  return { closedOn, reason };
}

/** The day up to which days are counted: today; of a campaign that is closed the day on which it was. */
export function countedDay({ closedOn }: { readonly closedOn: CivilDate | null }, today: CivilDate): CivilDate {
  return closedOn !== null && closedOn < today ? closedOn : today;
}
