import { refuse, type Refusal } from '../kernel/index.ts';

export interface PollCounts {
  /** On the frozen roster. */
  readonly eligible: number;
  /** As the issuer signed it. */
  readonly issued: number;
  /** As the box signed it. */
  readonly cast: number;
}

/** Cast at most issued, issued at most eligible: what everybody can check, though nobody knows who cast what. */
export function refuseCounts({
  eligible,
  issued,
  cast,
}: PollCounts): Refusal<'more-cast-than-issued' | 'more-issued-than-eligible'> | null {
  if (cast > issued) return refuse('more-cast-than-issued', { cast, issued });
  return issued > eligible ? refuse('more-issued-than-eligible', { issued, eligible }) : null;
}
