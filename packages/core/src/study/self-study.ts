import { refuse, type CivilDate, type Refusal } from '../kernel/index.ts';
import { recordOnADay, type OnADay } from '../ledger/index.ts';

/** More than this on one day is no study after work. */
export const mostMinutesADay = 240;

export interface Studied {
  readonly on: CivilDate;
  readonly minutes: number;
  readonly subject: string;
  readonly lateReason: string | null;
}

export interface SelfStudyState {
  readonly stage: { readonly code: string; readonly startsOn: CivilDate } | null;
  /** Of that day, in entries that stand. */
  readonly minutesThatDay: number;
}

export type SelfStudyRefusal = Refusal<
  'stage-not-open' | 'study-before-stage' | 'study-too-long' | 'day-in-future' | 'late-reason-missing'
>;

/** An entry in a member's own log: a day of the open stage, and how long; never collective, and counted apart. */
export function logSelfStudy(
  { stage, minutesThatDay }: SelfStudyState,
  { on, minutes, subject, lateReason }: Studied,
  today: CivilDate,
): (OnADay & { readonly stageCode: string; readonly subject: string }) | SelfStudyRefusal {
  if (stage === null) return refuse('stage-not-open');
  if (on < stage.startsOn) return refuse('study-before-stage', { startsOn: stage.startsOn }, 'on');
  const left = mostMinutesADay - minutesThatDay;
  if (minutes > left) return refuse('study-too-long', { most: mostMinutesADay, left: Math.max(0, left) }, 'minutes');
  const recorded = recordOnADay(on, lateReason, today);
  return 'refused' in recorded ? recorded : { ...recorded, stageCode: stage.code, subject };
}
