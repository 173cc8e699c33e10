import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isRefusal } from '../kernel/index.ts';
import { planActivity, refuseClosedPlan, type Plan, type Planned } from './index.ts';

const words = { zh: '词', en: 'word' };
const playbook = {
  activityKinds: [
    { code: 'class', title: words, isCollective: true, isConcentrated: false, isMobilisation: false, countsAs: null },
  ],
  shortestSessionMinutes: 120,
};
const at = new Date('2026-03-10T15:00:00+08:00');
const plan: Plan = {
  kind: 'class',
  topic: 'one',
  startsAt: new Date('2026-03-11T14:30:00+08:00'),
  endsAt: new Date('2026-03-11T16:30:00+08:00'),
};
const code = (change: Partial<Plan>, planned: readonly Planned[] = []) => {
  const result = planActivity(playbook, { ...plan, ...change }, at, 'Asia/Shanghai', planned);
  return isRefusal(result) ? [result.refused, result.field] : null;
};

test('what is planned is of a known kind and long enough', () => {
  assert.equal(code({}), null);
  assert.deepEqual(code({ kind: 'party' }), ['activity-kind-unknown', 'kind']);
  assert.deepEqual(code({ endsAt: new Date('2026-03-11T16:29:00+08:00') }), ['activity-too-short', 'endsAt']);
  assert.deepEqual(code({ endsAt: new Date('2026-03-11T14:00:00+08:00') }), ['activity-too-short', 'endsAt']);
  assert.deepEqual(code({ endsAt: new Date('2026-03-12T02:31:00+08:00') }), ['activity-too-long', 'endsAt']);
});

test('what has begun can still be planned, what is over cannot: that is recorded', () => {
  assert.equal(
    code({ startsAt: new Date('2026-03-10T14:30:00+08:00'), endsAt: new Date('2026-03-10T16:30:00+08:00') }),
    null,
  );
  assert.deepEqual(
    code({ startsAt: new Date('2026-03-10T13:00:00+08:00'), endsAt: new Date('2026-03-10T15:00:00+08:00') }),
    ['plan-in-the-past', 'startsAt'],
  );
  const year = (number: string) => ({
    startsAt: new Date(`${number}-03-11T14:30:00+08:00`),
    endsAt: new Date(`${number}-03-11T16:30:00+08:00`),
  });
  assert.equal(code(year('2027')), null);
  assert.deepEqual(code(year('2028')), ['day-too-far', 'startsAt']);
  assert.deepEqual(code(year('2999')), ['day-too-far', 'startsAt']);
});

test('a plan that was held or called off is changed no more', () => {
  assert.equal(refuseClosedPlan({ isCalledOff: false, isHeld: false }), null);
  assert.equal(refuseClosedPlan({ isCalledOff: true, isHeld: false })?.refused, 'plan-called-off-already');
  assert.equal(refuseClosedPlan({ isCalledOff: false, isHeld: true })?.refused, 'plan-held-already');
});

test('beside what is planned for a part of that time it is asked whether it is another; what begins when that ends is', () => {
  const beside = (starts: string, ends: string): Planned => ({
    topic: 'beside',
    startsAt: new Date(`2026-03-11T${starts}:00+08:00`),
    endsAt: new Date(`2026-03-11T${ends}:00+08:00`),
  });
  assert.deepEqual(code({}, [beside('16:00', '18:00')]), ['planned-then-already', undefined]);
  assert.equal(code({ another: true }, [beside('16:00', '18:00')]), null);
  assert.equal(code({}, [beside('12:30', '14:30'), beside('16:30', '18:30')]), null);
  assert.deepEqual(code({ kind: 'party' }, [beside('14:30', '16:30')]), ['activity-kind-unknown', 'kind']);
});
