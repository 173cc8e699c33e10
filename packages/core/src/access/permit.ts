import { refuse, type Refusal } from '../kernel/index.ts';
import type { Verb, VerbInCampaign } from './verbs.ts';

export interface Grant {
  readonly verb: Verb;
  /** Node codes from the root, joined by dots. */
  readonly path: string;
  /** The one campaign that it is for, as a team's are; null: whatever happens there. */
  readonly campaignId: string | null;
}

/** Where something stands: its present path and the paths of the nodes it is linked to in the other tree. */
export interface Place {
  readonly path: string;
  readonly linked: readonly string[];
}

/** Where something of a campaign stands. */
export interface PlaceInCampaign extends Place {
  /** Null: it is of none, and nothing can be done there by a team but be told so. */
  readonly campaignId: string | null;
}

/** What is to be said of a place before a verb can be asked for there: of some verbs the campaign too, of the others it may be. */
export type PlaceFor<V extends Verb> = [Extract<V, VerbInCampaign>] extends [never]
  ? Place | PlaceInCampaign
  : PlaceInCampaign;

declare const permitted: unique symbol;

/** Proof that a policy was asked: functions that act require one, and only `permit` makes it. */
export interface Permit<V extends Verb = Verb> {
  readonly verb: V;
  readonly [permitted]: V;
}

export function covers(grantPath: string, path: string): boolean {
  return path === grantPath || path.startsWith(`${grantPath}.`);
}

export function mayActOn<V extends Verb>(grants: readonly Grant[], verb: V, place: PlaceFor<V>): boolean {
  return heldAt(grants, verb, place).some((grant) => isFor(grant, place));
}

/** The verb is held on the node or on one above it, in either tree; in the campaign, where it is something of a campaign. */
export function permit<V extends Verb>(
  grants: readonly Grant[],
  verb: V,
  place: PlaceFor<V>,
): Permit<V> | Refusal<'not-permitted' | 'of-another-campaign'> {
  const held = heldAt(grants, verb, place);
  if (held.some((grant) => isFor(grant, place))) return { verb } as Permit<V>;
  return held.length === 0 ? refuse('not-permitted', { verb }) : refuse('of-another-campaign', { verb });
}

/**
 * The campaigns that somebody may read about at a place: all of them (null) by an office or where nobody asks for a campaign, those of
 * one's teams where the teams alone let one read there.
 */
export function campaignsReadAt(grants: readonly Grant[], place: Place): ReadonlySet<string> | null {
  const campaigns = heldAt(grants, 'read', place).map(({ campaignId }) => campaignId);
  const own = campaigns.filter((id) => id !== null);
  return own.length === 0 || own.length < campaigns.length ? null : new Set(own);
}

/** The topmost paths on which a verb is held: what a list may show. Empty means nobody's rows. */
export function pathsWith(grants: readonly Grant[], verb: Verb): readonly string[] {
  const held = new Set(grants.filter((grant) => grant.verb === verb).map((grant) => grant.path));
  return [...held].filter((path) => !above(path).some((other) => held.has(other))).toSorted();
}

/** The paths of all nodes above one: a team has hundreds of units, and each has only so many above it. */
function above(path: string): string[] {
  const codes = path.split('.');
  return codes.slice(1).map((_, depth) => codes.slice(0, depth + 1).join('.'));
}

function heldAt(grants: readonly Grant[], verb: Verb, { path, linked }: Place): Grant[] {
  const paths = [path, ...linked];
  return grants.filter((grant) => grant.verb === verb && paths.some((each) => covers(grant.path, each)));
}

function isFor({ campaignId }: Grant, place: Place | PlaceInCampaign): boolean {
  if (campaignId === null || !('campaignId' in place)) return true;
  return place.campaignId === null || campaignId === place.campaignId;
}
