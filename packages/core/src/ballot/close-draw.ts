import { refuse, type Refusal } from '../kernel/index.ts';
import { refuseOutsideDraw } from './draw-ballot.ts';
import type { PollRecord } from './poll-state.ts';

/** In a meeting the clerk says that everybody who is there has drawn; from then on ballots are cast, and none is drawn. */
export function closeDraw(
  poll: PollRecord,
  at: Date,
):
  | { readonly drawClosedAt: Date }
  | Refusal<'draw-closes-by-itself'>
  | NonNullable<ReturnType<typeof refuseOutsideDraw>> {
  if (poll.mode === 'windows') return refuse('draw-closes-by-itself', { until: poll.issuing.until.toISOString() });
  return refuseOutsideDraw(poll, at) ?? { drawClosedAt: at };
}
