import assert from 'node:assert/strict';
import { test } from 'node:test';
import { held, underWay } from './under-way.ts';

const t = (key: string, values?: Readonly<Record<string, string | number>>) =>
  key === 'app.underWay.comma' ? ', ' : `${key.slice(key.lastIndexOf('.') + 1)} ${values?.['count']}`;

test('what is under way is named, and what there is none of is not', () => {
  assert.equal(underWay(t, { name: '小学', transfers: 0, transitions: 1, assessments: 0 }), 'transitions 1');
  assert.equal(underWay(t, { transfers: 2, transitions: 0, assessments: 1 }), 'transfers 2, assessments 1');
  assert.equal(underWay(t, {}), '');
});

test('of what an organisation holds, too, only what there is', () => {
  assert.equal(held(t, { organisations: 0, members: 3, names: '' }), 'members 3');
  assert.equal(held(t, { organisations: 2, members: 22 }), 'organisations 2, members 22');
});
