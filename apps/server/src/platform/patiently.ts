import { setImmediate } from 'node:timers/promises';
import type { Steps } from '@muster/core/kernel';

/** Milliseconds of one's own before others have their turn. */
const turn = 10;

/** Does long work step by step, so that other requests are answered in between; `told` hears how much is done. */
export async function patiently<Result>(steps: Steps<Result>, told?: (done: number) => void): Promise<Result> {
  let since = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - since < turn) continue;
    told?.(step.value);
    await setImmediate();
    since = performance.now();
  }
}
