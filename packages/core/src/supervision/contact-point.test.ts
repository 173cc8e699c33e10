import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  endContactPoint,
  leaderGaps,
  nameContactPoint,
  noteGuest,
  recordVisit,
  withdrawVisit,
  type LeaderFigures,
} from './index.ts';

const place = { kind: 'unit', hasOffice: true, isOwn: false, isNamed: false };
const campaign = { startedOn: '2026-03-01' };

describe('a contact point', () => {
  it('is a unit or a branch that a leader does not belong to, from a day of the campaign on', () => {
    const named = (change: Partial<typeof place>, fromOn = '2026-03-01') =>
      nameContactPoint({ ...place, ...change }, fromOn, campaign)?.refused ?? null;
    assert.equal(named({}), null);
    assert.equal(named({ kind: 'branch' }), null);
    assert.equal(named({ kind: 'region' }), 'contact-point-of-no-unit');
    assert.equal(named({ hasOffice: false }), 'leader-without-office');
    assert.equal(named({ isOwn: true }), 'contact-point-own');
    assert.equal(named({ isNamed: true }), 'contact-point-named-already');
    assert.equal(named({}, '2026-02-28'), 'contact-point-before-campaign');
  });

  it('ends once, on a day since it was named and not to come', () => {
    const point = { fromOn: '2026-03-05', toOn: null };
    assert.equal(endContactPoint(point, '2026-03-20', '2026-03-20'), null);
    assert.equal(endContactPoint(point, '2026-03-21', '2026-03-20')?.refused, 'day-in-future');
    assert.equal(endContactPoint(point, '2026-03-04', '2026-03-20')?.refused, 'contact-point-not-begun');
    const ended = { ...point, toOn: '2026-03-10' };
    assert.equal(endContactPoint(ended, '2026-03-20', '2026-03-20')?.refused, 'contact-point-ended-already');
  });

  it('has its leader as a guest where the activity was, once, and not who is on a sheet', () => {
    const points = [{ id: 'at-school', personId: 'wu' }];
    const endsAt = new Date('2026-03-19T08:00:00Z');
    const note = (there: string[], isVoided = false, contactPointId = 'at-school', at = '2026-03-20T08:00:00Z') =>
      noteGuest(
        { isVoided, endsAt, points, there: new Set(there) },
        { contactPointId, lateReason: null },
        new Date(at),
      );
    const noted = (...args: Parameters<typeof note>) => {
      const found = note(...args);
      return 'refused' in found ? found.refused : null;
    };
    assert.deepEqual(note([]), { isLate: false, lateReason: null });
    assert.equal(noted([], false, 'at-school', '2026-03-22T08:00:00Z'), 'late-reason-missing');
    assert.equal(noted(['wu']), 'guest-noted-already');
    assert.equal(noted([], false, 'at-clinic'), 'guest-without-contact-point');
    assert.equal(noted([], true), 'activity-voided-already');
  });

  it('is visited on a day on which it was one; what is written down late says why', () => {
    const visit = (on: string, toOn: string | null = null, lateReason: string | null = null) =>
      recordVisit({ fromOn: '2026-03-05', toOn }, { on, lateReason }, '2026-03-20');
    assert.deepEqual(visit('2026-03-19'), { isLate: false, lateReason: null });
    assert.deepEqual(visit('2026-03-10', null, '下乡'), { isLate: true, lateReason: '下乡' });
    const refused = (found: ReturnType<typeof visit>) => ('refused' in found ? found.refused : null);
    assert.equal(refused(visit('2026-03-10')), 'late-reason-missing');
    assert.equal(refused(visit('2026-03-04')), 'visit-outside-contact-point');
    assert.equal(refused(visit('2026-03-19', '2026-03-18')), 'visit-outside-contact-point');
    assert.equal(refused(visit('2026-03-21')), 'day-in-future');
    assert.equal(withdrawVisit({ isWithdrawn: true })?.refused, 'visit-withdrawn-already');
    assert.equal(withdrawVisit({ isWithdrawn: false }), null);
  });
});

describe('what is asked of a leader', () => {
  const leader: LeaderFigures = {
    holdsLeadersOffice: true,
    ownBranch: { held: 5, present: 3 },
    points: [{ toOn: null, attended: 1, lectures: 0 }],
  };
  const asked = { ownBranch: { atLeast: 4 }, contactPoint: { atLeast: 3 }, lectures: { atLeast: null } };

  it('is a gap of so many times; without a number, of one until the leader has come once', () => {
    assert.deepEqual(leaderGaps(leader, asked), [
      { duty: 'ownBranch', lacking: 1 },
      { duty: 'contactPoint', lacking: 2 },
      { duty: 'lectures', lacking: 1 },
    ]);
    const lectured = { ...leader, points: [{ toOn: null, attended: 3, lectures: 1 }] };
    assert.deepEqual(leaderGaps(lectured, asked), [{ duty: 'ownBranch', lacking: 1 }]);
  });

  it('is nothing where the playbook asks nothing, and nothing of a branch that has not met or that one does not see', () => {
    assert.deepEqual(leaderGaps(leader, { ownBranch: null, contactPoint: null, lectures: null }), []);
    const own = { ownBranch: { atLeast: 4 }, contactPoint: null, lectures: null };
    assert.deepEqual(leaderGaps({ ...leader, ownBranch: { held: 0, present: 0 } }, own), []);
    assert.deepEqual(leaderGaps({ ...leader, ownBranch: null }, own), []);
  });

  it('is a contact point of those who hold a leader’s office; each of several is asked for by itself', () => {
    assert.deepEqual(leaderGaps({ ...leader, ownBranch: null, points: [] }, asked), ['no-point']);
    assert.deepEqual(leaderGaps({ ownBranch: null, points: [], holdsLeadersOffice: false }, asked), []);
    const two = [
      { toOn: null, attended: 9, lectures: 1 },
      { toOn: null, attended: 1, lectures: 1 },
      { toOn: '2026-03-10', attended: 0, lectures: 0 },
    ];
    assert.deepEqual(leaderGaps({ ...leader, ownBranch: null, points: two }, asked), [
      { duty: 'contactPoint', lacking: 2 },
    ]);
  });
});
