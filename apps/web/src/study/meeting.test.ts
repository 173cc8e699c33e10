import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  changedLines,
  faultsOf,
  needsLateReason,
  sentMeeting,
  stillExpected,
  tapped,
  type Meeting,
} from './meeting.ts';

const now = new Date('2026-11-20T16:40+08:00');
const meeting: Meeting = {
  kind: 'collective-study',
  topic: '第三专题',
  date: '2026-11-20',
  start: '14:30',
  end: '16:30',
  place: '三楼会议室',
  back: {},
  away: {},
  lateReason: '',
  heads: null,
  key: 'kept',
  another: false,
};

describe('a tap on a name', () => {
  it('makes absent and asks for the reason', () => {
    assert.deepEqual(tapped({}, undefined, 'bai'), { away: { bai: '' }, current: 'bai' });
  });
  it('on an absent one asks again and keeps the reason', () => {
    assert.deepEqual(tapped({ bai: 'sick', xu: 'away' }, 'xu', 'bai'), {
      away: { bai: 'sick', xu: 'away' },
      current: 'bai',
    });
  });
  it('on the one being asked makes present again', () => {
    assert.deepEqual(tapped({ bai: 'sick', xu: '' }, 'xu', 'xu'), { away: { bai: 'sick' }, current: undefined });
  });
});

describe('before anything is sent', () => {
  it('a whole meeting has no fault', () => {
    assert.deepEqual(faultsOf({ ...meeting, away: { bai: 'sick' } }, now), {});
  });
  it('a topic, an end that is over and a reason for each absence are asked for', () => {
    assert.deepEqual(faultsOf({ ...meeting, topic: ' ', end: '17:00', away: { bai: 'sick', xu: '' } }, now), {
      topic: 'topic-missing',
      times: 'not-over-yet',
      away: 'xu',
    });
  });
  it('an end before the start is said at the times', () => {
    assert.deepEqual(faultsOf({ ...meeting, start: '16:30', end: '14:30' }, now), { times: 'end-before-start' });
  });
  it('more than 48 hours later a reason is asked for', () => {
    const past = { ...meeting, date: '2026-11-18' };
    assert.equal(needsLateReason(past, new Date('2026-11-20T16:30+08:00')), false);
    assert.equal(needsLateReason(past, now), true);
    assert.deepEqual(faultsOf(past, now), { lateReason: 'late-reason-missing' });
  });
});

describe('what is sent', () => {
  it('names the absent and says nothing that was left empty', () => {
    assert.deepEqual(sentMeeting({ ...meeting, topic: ' 第三专题 ', place: ' ', away: { bai: 'sick' } }, now), {
      kind: 'collective-study',
      topic: '第三专题',
      startsAt: '2026-11-20T06:30:00.000Z',
      endsAt: '2026-11-20T08:30:00.000Z',
      absences: [{ personId: 'bai', reason: 'sick' }],
    });
  });
  it('gives the reason of a late entry only when it is late', () => {
    assert.equal('lateReason' in sentMeeting({ ...meeting, lateReason: '忙' }, now), false);
    assert.equal(sentMeeting({ ...meeting, date: '2026-11-10', lateReason: ' 忙 ' }, now).lateReason, '忙');
  });
});

it('who left the roll is dropped from a draft', () => {
  assert.deepEqual(stillExpected({ bai: 'sick', xu: '' }, [{ personId: 'bai' }]), { bai: 'sick' });
});

it('a correction counts whoever is there now and was not, is not any more, or was absent for another reason', () => {
  assert.equal(changedLines({ bai: 'sick', xu: 'away' }, { bai: 'sick', xu: 'away' }), 0);
  assert.equal(changedLines({ bai: 'sick', xu: 'away' }, { bai: 'away', lin: 'sick' }), 3);
  const added = [{ people: [{ personId: 'wu' }, { personId: 'qin' }] }];
  assert.equal(changedLines({ bai: 'sick' }, { bai: 'sick', wu: 'sick' }, added), 2);
});
