import assert from 'node:assert/strict';
import { test } from 'node:test';
import { homeAddress } from './home.ts';
import type { Me } from './session.ts';

type Role = Me['grants'][number]['role'];

/** Somebody with these offices, each at a region or a unit. */
function me(...offices: readonly (readonly [Role, 'region' | 'unit'])[]): Me {
  const grants = offices.map(([role, organisationKind], index) => ({
    role,
    verb: 'read',
    organisationId: `${organisationKind}-${index}`,
    organisationKind,
    path: organisationKind === 'region' ? 'a' : 'a.b',
  }));
  return { person: { id: 'self' }, grants } as unknown as Me;
}

test('given a team, then its units come first, also for a leader of the region', () => {
  assert.equal(homeAddress(me(['supervisor', 'unit'])), '/supervision');
  assert.equal(homeAddress(me(['leader', 'region'], ['supervisor', 'unit'])), '/supervision');
});

test('given an office that looks after a region, then its overview comes first', () => {
  assert.equal(homeAddress(me(['office', 'region'], ['supervisor', 'unit'])), '/overview/region-0');
  assert.equal(homeAddress(me(['leader', 'region'])), '/overview/region-0');
  assert.equal(homeAddress(me(['head', 'unit'])), '/units/unit-0');
});
