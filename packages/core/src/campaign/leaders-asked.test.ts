import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogue } from './catalogue.ts';
import { document } from './document.fixture.ts';
import { layOver } from './lay-over.ts';
import { readPlaybook } from './read-playbook.ts';

const title = { zh: '县', en: 'County' };
const asking = (leaders: unknown) => readPlaybook({ ...document(), leaders }, catalogue);

function laid(leaders: unknown) {
  const playbook = asking({ ownBranch: 'not set', contactPoint: 2 });
  assert.ok(!Array.isArray(playbook), JSON.stringify(playbook));
  const layer = { code: 'county', version: '1', title, extends: { code: 'drill', version: '1' }, leaders };
  return layOver(playbook, layer, catalogue);
}

test('given how often leaders are asked to take part, a number and one not set are told apart from what is not asked', () => {
  const playbook = asking({ ownBranch: 'not set', contactPoint: 2 });
  assert.ok(!Array.isArray(playbook), JSON.stringify(playbook));
  assert.deepEqual(playbook.leaders, { ownBranch: { atLeast: null }, contactPoint: { atLeast: 2 }, lectures: null });
  const silent = readPlaybook(
    Object.fromEntries(Object.entries(document()).filter(([key]) => key !== 'leaders')),
    catalogue,
  );
  assert.ok(!Array.isArray(silent), JSON.stringify(silent));
  assert.deepEqual(silent.leaders, { ownBranch: null, contactPoint: null, lectures: null });
});

test('given what is no number of times, it is named', () => {
  const faults = asking({ ownBranch: 0, lectures: 'often' });
  assert.ok(Array.isArray(faults));
  assert.deepEqual(
    faults.map(({ at }) => at),
    ['leaders.ownBranch', 'leaders.lectures'],
  );
});

test('a layer says a number where none was set, asks for more, and for what was not asked; it never asks for less', () => {
  const more = laid({ ownBranch: 3, contactPoint: 4, lectures: 1 });
  assert.ok(!Array.isArray(more), JSON.stringify(more));
  assert.deepEqual(more.playbook.leaders, {
    ownBranch: { atLeast: 3 },
    contactPoint: { atLeast: 4 },
    lectures: { atLeast: 1 },
  });
  for (const less of [{ contactPoint: 1 }, { contactPoint: 'not set' }]) {
    const faults = laid(less);
    assert.ok(Array.isArray(faults));
    assert.deepEqual(
      faults.map(({ at, code }) => `${at} ${code}`),
      ['leaders.contactPoint layer-loosens'],
    );
  }
});
