import type { Gate, Transition } from './queries.ts';

type Order = NonNullable<Transition['order']>;

/** What the office ordered when it refused in this stage, and nobody else has verified yet: no application waits for it, and everybody who goes on has to know. */
export function unmendedOf({
  transition,
  earlier,
  stageCode,
}: Pick<Gate, 'transition' | 'earlier' | 'stageCode'>): Order[] {
  return [...(transition === null ? [] : [transition]), ...earlier].flatMap((attempt) =>
    attempt.stageCode === stageCode && attempt.order !== null && attempt.order.state !== 'verified'
      ? attempt.order
      : [],
  );
}
