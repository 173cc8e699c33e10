/** Rows of the permission walk about what is stated and counted, and about the lists of the instance. */
import type { Route, RouteAnswer, RouteCall } from '@muster/contract';
import { readReconciliation, stateClaims, voidClaim } from '@muster/contract/organisation';

interface Call {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}
type Ask = (place: string, ids: (code: string) => string) => Call | null;

const atNode =
  (more: Call = {}): Ask =>
  (place, ids) => ({ ...more, params: { organisationId: ids(place) } });

const nothing = { measure: 'members', source: '试', total: null, by: null, parts: [] };
const entry = { code: 'no-such', title: { zh: '试', en: 'try' }, isRetired: false };

/** Commands are sent with what the rules refuse. */
export const claimRows: Readonly<Record<string, Ask>> = {
  readReconciliation: atNode(),
  listDifferences: atNode(),
  listCounted: atNode({ query: { measure: 'members' } }),
  stateClaims: atNode({ body: nothing }),
  voidClaim: (place, ids) =>
    place === 'SCHOOL' ? { params: { claimId: ids('voidedClaim') }, body: { reason: '试' } } : null,
};

/** Everybody reads the lists; who manages the root of the places keeps them. */
export const listOthers = <Name extends string>(keepers: readonly Name[]) =>
  ({
    listUnitClasses: { who: 'everybody', ask: () => ({}) },
    listMemberCategories: { who: 'everybody', ask: () => ({}) },
    keepUnitClasses: { who: keepers, ask: () => ({ body: { classes: [{ ...entry, parentCode: null }] } }) },
    keepMemberCategories: { who: keepers, ask: () => ({ body: { categories: [entry] } }) },
  }) as const;

interface Somebody {
  readonly call: <R extends Route>(route: R, input: RouteCall<R>) => Promise<RouteAnswer<R>>;
}

/** A claim that was taken back already. */
export async function makeClaimThings(
  office: Somebody,
  organisationId: string,
  things: Map<string, string>,
): Promise<void> {
  const params = { organisationId };
  await office.call(stateClaims, {
    params,
    body: { measure: 'members', source: '试', total: 1, by: null, parts: [] },
  });
  const { measures } = await office.call(readReconciliation, { params });
  const claim = measures.flatMap(({ statements }) => statements.flatMap(({ total }) => total ?? []))[0];
  if (claim === undefined) throw new Error('nothing was stated');
  await office.call(voidClaim, { params: { claimId: claim.id }, body: { reason: '试' } });
  things.set('voidedClaim', claim.id);
}
