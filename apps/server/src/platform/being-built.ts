import type { Place } from '@muster/core/access';

/** A demo's history that is being written while people look around already: where, and how many of its rows are there. */
export interface BeingBuilt {
  /** Of the nodes that are not whole yet. */
  readonly paths: readonly string[];
  readonly names: readonly string[];
  readonly done: number;
  readonly all: number;
}

/** Whether something lies where history is being written, or spans it. */
export function isBeingBuilt({ paths }: BeingBuilt, { path, linked }: Place): boolean {
  const within = (one: string, other: string) => one === other || one.startsWith(`${other}.`);
  return [path, ...linked].some((at) => paths.some((built) => within(at, built) || within(built, at)));
}
