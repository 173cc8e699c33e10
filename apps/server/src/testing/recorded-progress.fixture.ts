import assert from 'node:assert/strict';
import type { Standing } from '../platform/progress.ts';

/** The phases in the order in which they were told of. */
export function phasesOf(told: readonly Standing[]): readonly string[] {
  return told.map(({ phase }) => phase).filter((phase, at, all) => phase !== all[at - 1]);
}

/** No bar goes back, and none says more than all. */
export function assertNeverFalls(told: readonly Standing[]): void {
  for (const [at, { phase, done, all }] of told.entries()) {
    const before = told[at - 1];
    assert.ok(done <= all, `${phase} ${done} of ${all}`);
    if (before?.phase === phase) assert.ok(done >= before.done, `${phase} falls from ${before.done} to ${done}`);
  }
}

/** How far a phase came each time that it was told of. */
export function doneIn(told: readonly Standing[], wanted: Standing['phase']): readonly (readonly [number, number])[] {
  return told.filter(({ phase }) => phase === wanted).map(({ done, all }) => [done, all] as const);
}
