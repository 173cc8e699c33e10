import assert from 'node:assert/strict';
import { test } from 'node:test';
import { officesHeld } from './offices-held.ts';
import type { Me } from './session.ts';

const grant = (role: string, organisationName: string, path: string, verb = 'read') =>
  ({ role, verb, organisationId: organisationName, organisationName, organisationKind: 'unit', path }) as const;
const held = (...grants: readonly ReturnType<typeof grant>[]) =>
  officesHeld({ grants } as unknown as Pick<Me, 'grants'>);

test('given several rights by one office, then it is named once', () => {
  assert.deepEqual(held(grant('head', '小学', 'a.b'), grant('head', '小学', 'a.b', 'apply-transition')), [
    { role: 'head', place: '小学', units: 0 },
  ]);
});

test('given offices in a town and in a county, then the county comes first', () => {
  const offices = held(grant('office', '白鹭镇', 'a.b.c'), grant('leader', '明湖县', 'a.b'));
  assert.deepEqual(
    offices.map(({ role, place }) => [role, place]),
    [
      ['leader', '明湖县'],
      ['office', '白鹭镇'],
    ],
  );
});

test('given a team with three units, then it comes first, as one', () => {
  const units = ['小学', '社区', '医院'].map((name) => grant('supervisor', name, 'a.b.c'));
  assert.deepEqual(held(grant('leader', '明湖县', 'a.b'), ...units), [
    { role: 'supervisor', place: null, units: 3 },
    { role: 'leader', place: '明湖县', units: 0 },
  ]);
});

test('given nothing but membership, then there is no office', () => {
  assert.deepEqual(held(), []);
});
