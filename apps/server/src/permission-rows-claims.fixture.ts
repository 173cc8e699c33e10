/** Rows of the permission walk about what is stated and counted, and about the lists of the instance. */
import { readReconciliation, stateClaims, voidClaim } from '@muster/contract/organisation';
import type { TestHouse } from '@muster/testkit';
import { atNode, atNodeWith, everybody, ofThing, onlyFor } from './permission-asks.fixture.ts';
import type { NamedRows, Rows, Things } from './permission-asks.fixture.ts';
import { managed } from './permission-holders.fixture.ts';

const nothing = { measure: 'members', source: '试', total: null, by: null, parts: [] };
const entry = { code: 'no-such', title: { zh: '试', en: 'try' }, isRetired: false };

/** Commands are sent with what the rules refuse. */
export const claimRows: Rows = {
  readReconciliation: atNode,
  listDifferences: atNode,
  listCounted: atNodeWith({ query: { measure: 'members' } }),
  stateClaims: atNodeWith({ body: nothing }),
  voidClaim: ofThing('SCHOOL', 'claimId', 'voidedClaim', { body: { reason: '试' } }),
};

/** Everybody reads the lists; who manages the root of the places keeps them. */
export const claimOthers: NamedRows = {
  listUnitClasses: everybody(),
  listMemberCategories: everybody(),
  keepUnitClasses: onlyFor(managed.PLACE, () => ({ body: { classes: [{ ...entry, parentCode: null }] } })),
  keepMemberCategories: onlyFor(managed.PLACE, () => ({ body: { categories: [entry] } })),
};

/** A claim that was taken back already. */
export async function makeClaimThings(house: TestHouse, things: Things): Promise<void> {
  const office = await house.as('office');
  const params = { organisationId: house.id('SCHOOL') };
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
