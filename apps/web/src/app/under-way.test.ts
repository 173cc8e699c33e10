import assert from 'node:assert/strict';
import { test } from 'node:test';
import { underWay } from './under-way.ts';

const t = (key: string, values?: Readonly<Record<string, string | number>>) =>
  key === 'app.underWay.comma' ? ', ' : `${key.slice('app.underWay.'.length)} ${values?.['count']}`;

test('what is under way is named, and what there is none of is not', () => {
  assert.equal(underWay(t, { name: '小学', transfers: 0, transitions: 1, assessments: 0 }), 'transitions 1');
  assert.equal(underWay(t, { transfers: 2, transitions: 0, assessments: 1 }), 'transfers 2, assessments 1');
  assert.equal(underWay(t, {}), '');
});
