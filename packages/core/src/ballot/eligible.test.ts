import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { eligibleOn, electorateOf, partPolls, refuseToDraw, type RosterOfUnits } from './index.ts';
import { people } from './poll.fixture.ts';

const since = { unitId: 'school', fromOn: '2020-01-01', toOn: null };
const member = (personId: string, more: Partial<RosterOfUnits['memberships'][number]> = {}) => ({
  ...since,
  personId,
  standing: 'full' as const,
  ...more,
});
const announcedOn = '2026-11-20';
const votersOf = (roster: Partial<RosterOfUnits>, units = ['school']) =>
  eligibleOn({ memberships: [], representatives: [], ...roster }, units, announcedOn);
const names = (roster: Partial<RosterOfUnits>) => votersOf(roster).map(({ personId }) => personId);

describe('who may vote', () => {
  it('is on the roster on the day of the announcement: no applicant, a probationary member too', () => {
    const memberships = [
      member('wu', { standing: 'applicant' }),
      member('mei'),
      member('lan', { standing: 'probationary' }),
    ];
    assert.deepEqual(names({ memberships }), ['lan', 'mei']);
  });

  it('is not who left before or comes later; who comes on that day is, who leaves on it is not', () => {
    const memberships = [
      member('gone', { toOn: '2026-11-10' }),
      member('goes', { toOn: announcedOn }),
      member('stays', { toOn: '2026-11-21' }),
      member('comes', { fromOn: announcedOn }),
      member('later', { fromOn: '2026-11-21' }),
    ];
    assert.deepEqual(names({ memberships }), ['comes', 'stays']);
  });

  it('is nobody twice: a representative who is a member votes as a member, an applicant who is one as one', () => {
    const memberships = [member('mei'), member('wu', { standing: 'applicant' }), member('tao', { unitId: 'station' })];
    const representatives = ['mei', 'wu', 'tao'].map((personId) => ({ ...since, personId }));
    assert.deepEqual(votersOf({ memberships, representatives }), [
      { personId: 'mei', as: 'member' },
      { personId: 'tao', as: 'representative' },
      { personId: 'wu', as: 'representative' },
    ]);
    const pooled = votersOf({ memberships, representatives }, ['school', 'station']);
    assert.deepEqual(electorateOf(pooled), { member: 2, representative: 1 });
  });
});

describe('a frozen roster', () => {
  it('lets nobody draw who is not on it, and whoever moved since draws where it has them', () => {
    assert.equal(refuseToDraw(false, null)?.refused, 'not-on-roster-of-poll');
    assert.equal(refuseToDraw(true, null), null);
  });

  it('keeps the name of who died or left, and lets them draw no more', () => {
    for (const reason of ['died', 'left', 'removed', 'expelled', 'mistaken'] as const)
      assert.deepEqual(refuseToDraw(true, reason), { refused: 'off-roster-since', params: { reason } });
  });
});

describe('members and representatives', () => {
  const parts = (members: number, representatives: number) =>
    partPolls(people(members, representatives)).map(({ raters, eligible }) => [raters.join('+'), eligible.length]);

  it('vote apart where ten of each may', () => {
    assert.deepEqual(parts(10, 10), [
      ['member', 10],
      ['representative', 10],
    ]);
  });

  it('vote in one poll where fewer of either may, and nobody is told apart in it', () => {
    assert.deepEqual(parts(20, 9), [['member+representative', 29]]);
    assert.deepEqual(parts(9, 20), [['member+representative', 29]]);
  });

  it('of whom there is one group only vote in one poll', () => {
    assert.deepEqual(parts(12, 0), [['member', 12]]);
    assert.deepEqual(parts(4, 0), [['member', 4]]);
  });
});
