/** How the permission walk asks: places of the small organisation, and what a route is sent at each of them. */
import type { CastName } from '@muster/testkit';

export const places = [
  'PLACE',
  'PARTY',
  'COUNTY',
  'TOWN',
  'OTHER-TOWN',
  'TOWN-COMMITTEE',
  'SCHOOL',
  'SCHOOL-1',
  'COMMUNITY',
  'CLINIC',
] as const;
export type PlaceCode = (typeof places)[number];

export type Holders = Readonly<Partial<Record<PlaceCode, readonly CastName[]>>>;

export interface Call {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** How a route is asked about a place; null where it cannot be asked there. */
export type Ask = (place: PlaceCode, ids: (code: string) => string) => Call | null;

/** A route whose holders are not those of its verb at the place, or that needs no place. */
export interface Named {
  readonly who: readonly CastName[] | 'everybody';
  readonly ask: Ask;
}

/** Rows by the names of their routes: at each place whoever holds the verb there, and those that say who. */
export type Rows = Readonly<Record<string, Ask>>;
export type NamedRows = Readonly<Record<string, Named>>;

/** What the walk asks about besides places, by a word; made before it begins. */
export type Things = Map<string, string>;

export const everybody = (ask: Ask = () => ({})): Named => ({ who: 'everybody', ask });
export const onlyFor = (who: readonly CastName[] | undefined, ask: Ask): Named => ({ who: who ?? [], ask });

const units: ReadonlySet<string> = new Set(['SCHOOL', 'COMMUNITY', 'CLINIC']);
export const atNode: Ask = (place, ids) => ({ params: { organisationId: ids(place) } });
export const atNodeWith =
  (more: Call): Ask =>
  (place, ids) => ({ ...more, params: { ...more.params, organisationId: ids(place) } });
export const atUnit =
  (body?: unknown): Ask =>
  (place, ids) =>
    units.has(place) ? { params: { unitId: ids(place) }, ...(body === undefined ? {} : { body }) } : null;
export const atBranch =
  (body?: unknown): Ask =>
  (place, ids) =>
    place === 'SCHOOL-1' ? { params: { branchId: ids(place) }, ...(body === undefined ? {} : { body }) } : null;
/** On something of one place: an assessment of the school, an activity of its first branch. */
export const ofThing =
  (at: PlaceCode, param: string, thing: string, more: Call = {}): Ask =>
  (place, ids) =>
    place === at ? { ...more, params: { ...more.params, [param]: ids(thing) } } : null;
