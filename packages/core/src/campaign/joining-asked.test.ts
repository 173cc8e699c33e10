import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogue } from './catalogue.ts';
import { document } from './document.fixture.ts';
import { layOver, mergeLayers, takenBack } from './lay-over.ts';
import { readPlaybook } from './read-playbook.ts';

const title = { zh: '县', en: 'County' };
const layer = { code: 'county', version: '1', title, extends: { code: 'drill', version: '1' } };
const saying = (joining: unknown) => readPlaybook({ ...document(), joining }, catalogue);
const silent = Object.fromEntries(Object.entries(document()).filter(([key]) => key !== 'joining'));

function playbookOf(body: unknown) {
  const playbook = readPlaybook(body, catalogue);
  assert.ok(!Array.isArray(playbook), JSON.stringify(playbook));
  return playbook;
}

const faultsOf = (found: object) => {
  assert.ok(Array.isArray(found), 'no fault was found');
  return found.map(({ at, code, params }) => `${at} ${code} ${JSON.stringify(params)}`);
};

function laid(joining: unknown, above: unknown = document()) {
  return layOver(playbookOf(above), { ...layer, joining }, catalogue);
}

function joiningOf(found: ReturnType<typeof laid>) {
  assert.ok(!Array.isArray(found), JSON.stringify(found));
  return [found.playbook.joining, found.changes] as const;
}

test('given how old members are when they join, it is read with the day since which it is asked, or without', () => {
  assert.deepEqual(playbookOf(document()).joining, { least: 18, since: '1949-10-01' });
  assert.deepEqual(playbookOf({ ...document(), joining: { least: 6 } }).joining, { least: 6, since: null });
  assert.equal(playbookOf(silent).joining, null);
});

test('given what is no age, or a day without a year, it is named', () => {
  assert.deepEqual(faultsOf(saying({ least: 'grown up', since: '10-01' })), [
    'joining.least number-wanted {"min":0,"max":99}',
    'joining.since day-invalid {"value":"10-01"}',
  ]);
  assert.deepEqual(faultsOf(saying({ least: 18, since: 'not set' })), [
    'joining.since day-invalid {"value":"not set"}',
  ]);
  assert.deepEqual(faultsOf(saying({ since: '1949-10-01' })), ['joining.least key-missing {"key":"least"}']);
  assert.deepEqual(faultsOf(saying({ lest: 18 })), ['joining.lest key-unknown {"key":"lest","nearest":"least"}']);
});

test('a layer wants people older, and asks it of those who joined earlier', () => {
  const tightened = { subject: 'joining', what: 'tightened' };
  assert.deepEqual(joiningOf(laid({ least: 20 })), [{ least: 20, since: '1949-10-01' }, [tightened]]);
  assert.deepEqual(joiningOf(laid({ since: '1921-07-01' })), [{ least: 18, since: '1921-07-01' }, [tightened]]);
  assert.deepEqual(joiningOf(laid({ least: 18, since: '1949-10-01' })), [{ least: 18, since: '1949-10-01' }, []]);
});

test('a layer takes nobody younger, and lets nobody off who joined later', () => {
  assert.deepEqual(faultsOf(laid({ least: 16 })), ['joining.least layer-loosens {"above":"18","written":"16"}']);
  assert.deepEqual(faultsOf(laid({ since: '1978-12-22' })), [
    'joining.since layer-loosens {"above":"1949-10-01","written":"1978-12-22"}',
  ]);
  const always = { ...document(), joining: { least: 18 } };
  assert.equal(faultsOf(laid({ since: '1949-10-01' }, always)).length, 1);
});

test('a layer says it where nothing above does, and then takes no children either', () => {
  const added = { subject: 'joining', what: 'added' };
  const rule = { least: 18, since: '1949-10-01' };
  assert.deepEqual(joiningOf(laid(rule, silent)), [rule, [added]]);
  assert.deepEqual(faultsOf(laid({ least: 6 }, silent)), ['joining.least layer-loosens {"above":"14","written":"6"}']);
});

test('when a superior has become stricter since, the stricter word holds; a newer version takes nothing back', () => {
  const above = playbookOf({ ...document(), joining: { least: 20 } });
  const merged = mergeLayers(above, [{ ...layer, joining: { least: 19, since: '1978-12-22' } }], catalogue);
  assert.ok(!Array.isArray(merged), JSON.stringify(merged));
  assert.deepEqual(merged.playbook.joining, { least: 20, since: null });
  const older = [{ ...layer, joining: { least: 20 } }];
  assert.deepEqual(takenBack(playbookOf(document()), older, [layer], catalogue), ['joining']);
});
