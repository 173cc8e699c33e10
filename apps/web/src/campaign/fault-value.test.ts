import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultValue } from './fault-value.ts';

/** The key and what is put into it, as a sentence would be made of them. */
const t = (key: string, values: object = {}): string =>
  [key.split('.').at(-1), ...Object.values(values).map(String)].join(' ');
const said = (value: string): string => faultValue(t, '、', value);

test('what is quoted of a document is said in words, and nothing of it as data', () => {
  assert.equal(said('null'), 'notSet');
  assert.equal(said('not set'), 'notSet');
  assert.equal(said('true'), 'yes');
  assert.equal(said('[]'), 'none');
  assert.equal(said('[island, town]'), 'island、town');
  assert.equal(said('["town","island"]'), 'town、island');
  assert.equal(said('[{"classes":null,"operations":["running","halted"]}]'), 'operations running、halted');
  assert.equal(said('[{"classes":["school"],"operations":["running"]}]'), 'classes school、operations running');
  assert.equal(said('[{"min":80,"below":null},{"min":60,"below":80}]'), 'from 80 / from 60、below 80');
});

test('what is words already stays as it is', () => {
  for (const value of ['45 hours', 'below 9.5 %', '队员 / crew member', '3', '[is it'])
    assert.equal(said(value), value);
});
