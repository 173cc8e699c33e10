import { randomUUID } from 'node:crypto';
import type { Route, RouteAnswer, RouteCall } from '@muster/contract';
import { readProgress } from '@muster/contract/platform';
import type { Visitor } from './visitor.ts';

/** Told of the rows that are read, checked or written. */
export type Told = (phase: string, done: number, all: number) => void;

/** A call that takes its time; how far it is, is asked meanwhile. */
export async function callTold<R extends Route>(
  visitor: Visitor,
  route: R,
  input: RouteCall<R>,
  told: Told,
): Promise<RouteAnswer<R>> {
  const progress = randomUUID();
  let asked = Promise.resolve();
  const asking = setInterval(() => {
    asked = asked.then(() => askProgress(visitor, progress, told));
  }, 200);
  try {
    return await visitor.call(route, input, progress);
  } finally {
    clearInterval(asking);
    await asked;
  }
}

/** A question that gets no answer is asked again by the next one; what it asks about goes on. */
async function askProgress(visitor: Visitor, progressId: string, told: Told): Promise<void> {
  const standing = await visitor.call(readProgress, { params: { progressId } }).catch(() => null);
  if (standing === null) return;
  const { phase, done, all } = standing;
  if (all > 0 && phase !== 'done') told(phase, done, all);
}
