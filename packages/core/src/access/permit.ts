import { refuse, type Refusal } from '../kernel/index.ts';
import type { Verb } from './verbs.ts';

export interface Grant {
  readonly verb: Verb;
  /** Node codes from the root, joined by dots. */
  readonly path: string;
}

/** Where something stands: its present path and the paths of the nodes it is linked to in the other tree. */
export interface Place {
  readonly path: string;
  readonly linked: readonly string[];
}

declare const permitted: unique symbol;

/** Proof that a policy was asked: functions that act require one, and only `permit` makes it. */
export interface Permit<V extends Verb = Verb> {
  readonly verb: V;
  readonly [permitted]: V;
}

export function covers(grantPath: string, path: string): boolean {
  return path === grantPath || path.startsWith(`${grantPath}.`);
}

export function mayActOn(grants: readonly Grant[], verb: Verb, place: Place): boolean {
  const paths = [place.path, ...place.linked];
  return grants.some((grant) => grant.verb === verb && paths.some((path) => covers(grant.path, path)));
}

/** The verb is held on the node or on one above it, in either tree. */
export function permit<V extends Verb>(
  grants: readonly Grant[],
  verb: V,
  place: Place,
): Permit<V> | Refusal<'not-permitted'> {
  if (!mayActOn(grants, verb, place)) return refuse('not-permitted', { verb });
  return { verb } as Permit<V>;
}

/** The topmost paths on which a verb is held: what a list may show. Empty means nobody's rows. */
export function pathsWith(grants: readonly Grant[], verb: Verb): readonly string[] {
  const held = [...new Set(grants.filter((grant) => grant.verb === verb).map((grant) => grant.path))];
  return held.filter((path) => !held.some((other) => other !== path && covers(other, path))).toSorted();
}
