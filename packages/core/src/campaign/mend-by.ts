import { addDays, type CivilDate } from '../kernel/index.ts';

/** Of the open stage of one unit; each the last day of such orders that nobody has verified, null where there is none. */
export interface StillToMend {
  readonly refusal: CivilDate | null;
  /** Given after the last vote was confirmed. */
  readonly sinceVote: CivilDate | null;
  readonly any: CivilDate | null;
  /** When the last vote that had an outcome was held, if none was begun since. */
  readonly votedOn: CivilDate | null;
}

/**
 * The day by which all is to be mended that keeps a unit in its stage, and on which it may vote again where its vote failed; null where
 * nothing says a day. `unmetHard` are the measures of the hard conditions that are open.
 */
export function mendBy(
  { refusal, sinceVote, any, votedOn }: StillToMend,
  unmetHard: readonly string[],
  daysBetweenVotes: number,
): CivilDate | null {
  const failed = unmetHard.some((measure) => measure.startsWith('assessment.')) && votedOn !== null;
  const days = [
    refusal,
    unmetHard.includes('supervision.orders-closed') ? any : null,
    failed ? sinceVote : null,
    failed && daysBetweenVotes > 0 ? addDays(votedOn, daysBetweenVotes) : null,
  ];
  return (
    days
      .flatMap((day) => day ?? [])
      .toSorted()
      .at(-1) ?? null
  );
}
