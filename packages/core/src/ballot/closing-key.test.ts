import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { refuseHolders, refuseOpening, type Holder } from './index.ts';
import { on } from './poll.fixture.ts';

const office: Holder = { role: 'superior-office', personId: 'zhou', isOfTheUnit: false };
const team: Holder = { role: 'supervision-team', personId: 'wu', isOfTheUnit: false };
const representative: Holder = { role: 'mass-representative', personId: 'lan', isOfTheUnit: true };
const holders = [office, team, representative];

describe('the closing key', () => {
  it('has three holders: the superior office, the supervision team and a mass representative', () => {
    assert.equal(refuseHolders(holders), null);
    assert.deepEqual(refuseHolders([office, team]), {
      refused: 'holder-missing',
      params: { role: 'mass-representative' },
      field: 'holders',
    });
    assert.deepEqual(refuseHolders([...holders, { ...team, personId: 'mei' }]), {
      refused: 'holder-role-twice',
      params: { role: 'supervision-team' },
      field: 'holders',
    });
  });

  it('is with nobody twice', () => {
    assert.equal(refuseHolders([office, { ...team, personId: 'zhou' }, representative])?.refused, 'holder-twice');
  });

  it('is with nobody of the unit but the representative, who may be of it or not', () => {
    for (const tied of [office, team])
      assert.deepEqual(refuseHolders(holders.map((one) => (one === tied ? { ...one, isOfTheUnit: true } : one))), {
        refused: 'recused',
        params: { role: tied.role },
        field: 'holders',
      });
    assert.equal(refuseHolders([office, team, { ...representative, isOfTheUnit: false }]), null);
  });
});

describe('the box is opened', () => {
  const open = (...broughtBy: string[]) => refuseOpening(holders, broughtBy, on(25));

  it('by any two of them, or by all', () => {
    for (const two of [
      ['zhou', 'wu'],
      ['wu', 'lan'],
      ['lan', 'zhou'],
    ])
      assert.equal(open(...two), null);
    assert.equal(open('zhou', 'wu', 'lan'), null);
  });

  it('by none alone, not by bringing one share twice, and by nobody else', () => {
    const params = { brought: 1, needed: 2 };
    assert.deepEqual(open('zhou'), { refused: 'two-holders-needed', params });
    assert.deepEqual(open('zhou', 'zhou'), { refused: 'two-holders-needed', params });
    assert.equal(open('zhou', 'mei')?.refused, 'not-a-holder');
    assert.equal(open('zhou', 'wu', 'mei')?.refused, 'not-a-holder');
  });

  it('when it is emptied, and not before', () => {
    assert.deepEqual(refuseOpening(holders, ['zhou', 'wu'], null), { refused: 'poll-not-closed', params: {} });
  });
});
