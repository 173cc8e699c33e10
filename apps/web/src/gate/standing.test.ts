import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Finding, Gate, Transition } from './queries.ts';
import { cameBack, dayOf, lackingUnseen, neededOf, nextStage, openByDue, shortfall, standingOf } from './standing.ts';

const finding: Finding = {
  code: 'hours',
  title: { zh: '学时', en: 'Hours' },
  measure: 'study.minutes',
  grain: 'member',
  isHard: true,
  verdict: 'met',
  num: 28,
  den: 28,
  memberNeeds: 2700,
  thresholdNum: 1,
  thresholdDen: 1,
  presentNum: null,
  presentDen: null,
  missing: [],
  whose: [],
  letOff: [],
  due: '2026-11-27',
  assessmentId: null,
  together: [],
  countedAt: null,
  tooFew: null,
  opensOn: null,
  act: { kind: 'none', targetId: null, mayDo: false },
};
const stage = (code: string, state: 'ahead' | 'open' | 'closed') => ({
  code,
  title: { zh: code, en: code },
  startsOn: '2026-11-01',
  earliestOn: '2026-11-30',
  endsOn: '2026-11-30',
  state,
  closedOn: null,
  shifted: null,
  byOrder: null,
});
const gate = {
  campaignClosedOn: null,
  campaignId: 'campaign',
  stageCode: 'study',
  stages: [stage('study', 'open'), stage('analysis', 'ahead')],
  findings: [finding],
  transition: null,
  earlier: [],
  unmended: [],
} satisfies Partial<Gate>;
const applied: Transition = {
  id: 'one',
  campaignId: 'campaign',
  unit: { id: 'school', name: '小学' },
  stageCode: 'study',
  state: 'applied',
  steps: [{ step: 'applied', actorName: '何静', at: '2026-11-30T02:00:00Z', note: null }],
  order: null,
  may: { endorse: false, decide: false, notDecide: null },
};

describe('a unit before its next stage', () => {
  it('is blocked while a hard condition is not met or not measured', () => {
    const findings = [
      { ...finding, verdict: 'waiting' as const },
      { ...finding, verdict: 'not-met' as const, isHard: false },
    ];
    assert.deepEqual(standingOf({ ...gate, findings }, '2026-12-01'), { is: 'blocked', hard: 1, others: 1 });
  });
  it('has reached what it had reached when its campaign was closed, whatever was open or under way', () => {
    const over = { is: 'over', on: '2026-11-20', stage: { zh: 'study', en: 'study' } };
    const closed = { ...gate, campaignClosedOn: '2026-11-20' };
    assert.deepEqual(standingOf(closed, '2026-12-01'), { ...over, hard: 0 });
    assert.deepEqual(standingOf({ ...closed, transition: applied }, '2026-12-01'), { ...over, hard: 0 });
    const findings = [{ ...finding, verdict: 'not-met' as const }];
    assert.deepEqual(standingOf({ ...closed, findings }, '2026-12-01'), { ...over, hard: 1 });
    const left = { ...closed, stageCode: null, stages: [stage('study', 'closed')] };
    assert.deepEqual(standingOf(left, '2026-12-01'), { is: 'finished' });
    assert.equal(dayOf({ ...closed, asOf: '2026-12-01T02:00:00Z' }), '2026-11-20');
    assert.equal(dayOf({ ...gate, asOf: '2026-12-01T02:00:00Z' }), '2026-12-01');
  });
  it('has to read first why its last application of this stage came back', () => {
    const back = (state: Transition['state'], stageCode = 'study') =>
      standingOf({ ...gate, earlier: [{ ...applied, state, stageCode }] }, '2026-11-30');
    assert.deepEqual(back('returned'), { is: 'sent-back', as: 'returned' });
    assert.deepEqual(back('refused'), { is: 'sent-back', as: 'refused' });
    const order = { id: 'order', dueOn: '2026-12-01', state: 'verified' as const };
    const mended = { ...gate, earlier: [{ ...applied, state: 'refused' as const, order }] };
    assert.deepEqual(standingOf(mended, '2026-11-30'), { is: 'ready', met: 'all' });
    assert.deepEqual(back('passed'), { is: 'ready', met: 'all' });
    assert.deepEqual(back('returned', 'before'), { is: 'ready', met: 'all' });
    const lacking = [{ ...finding, verdict: 'not-met' as const }];
    const blocked = standingOf(
      { ...gate, findings: lacking, earlier: [{ ...applied, state: 'returned' }] },
      '2026-11-30',
    );
    assert.deepEqual(blocked, { is: 'blocked', hard: 1, others: 0 });
  });
  it('is told of the last application and of no earlier one, and of those of the open stage alone', () => {
    const attempt = (state: Transition['state'], stageCode: string, at: string): Transition => ({
      ...applied,
      state,
      stageCode,
      steps: [...applied.steps, { step: state, actorName: '罗亦舟', at, note: '补' }],
    });
    const before = attempt('passed', 'before', '2026-10-30T02:00:00Z');
    const returned = attempt('returned', 'study', '2026-11-20T02:00:00Z');
    const refused = attempt('refused', 'study', '2026-11-25T02:00:00Z');
    const back = (earlier: Transition[], unmended: Gate['unmended'] = []) => cameBack({ ...gate, earlier, unmended });
    assert.deepEqual(back([before, returned]), { as: 'returned', isAnswered: false, at: '2026-11-20T02:00:00Z' });
    assert.equal(standingOf({ ...gate, earlier: [before, returned] }, '2026-11-30').is, 'sent-back');
    assert.deepEqual(back([before, returned, refused]), {
      as: 'refused',
      isAnswered: false,
      at: '2026-11-25T02:00:00Z',
    });
    const order = { id: 'order', text: '补', dueOn: '2026-12-01', state: 'answered' as const };
    assert.equal(back([returned, refused], [order])?.isAnswered, true);
    const mended = { ...refused, order: { id: 'order', dueOn: '2026-12-01', state: 'verified' as const } };
    assert.equal(back([returned, mended]), null);
    assert.equal(standingOf({ ...gate, earlier: [returned, mended] }, '2026-11-30').is, 'ready');
    assert.equal(back([before]), null);
    assert.equal(cameBack({ ...gate, earlier: [returned], transition: applied }), null);
  });
  it('has to mend what a refusal ordered before it applies, whatever the day; what is hard stands first', () => {
    const earlier = [{ ...applied, state: 'refused' as const }];
    const order = { id: 'order', text: '补', dueOn: '2026-12-01' };
    const ordered = (state: 'open' | 'answered' | 'returned', findings = gate.findings) =>
      standingOf({ ...gate, findings, earlier, unmended: [{ ...order, state }] }, '2026-11-29');
    assert.deepEqual(ordered('open'), { is: 'to-mend', as: 'open', dueOn: '2026-12-01' });
    assert.deepEqual(ordered('returned'), { is: 'to-mend', as: 'open', dueOn: '2026-12-01' });
    assert.deepEqual(ordered('answered'), { is: 'to-mend', as: 'answered', dueOn: '2026-12-01' });
    const lacking = [{ ...finding, verdict: 'not-met' as const }];
    assert.deepEqual(ordered('open', lacking), { is: 'blocked', hard: 1, others: 0 });
  });
  it('is not stopped by what is not hard', () => {
    const findings = [{ ...finding, verdict: 'not-met' as const, isHard: false }];
    assert.deepEqual(standingOf({ ...gate, findings }, '2026-11-30'), { is: 'ready', met: 'hard' });
    const withMet = [...findings, finding];
    assert.deepEqual(standingOf({ ...gate, findings: withMet }, '2026-11-30'), { is: 'ready', met: 'hard' });
  });
  it('says how much is met: what has no standard is met by nobody', () => {
    const notSet = { ...finding, verdict: 'not-set' as const };
    const metWith = (findings: Finding[]) => standingOf({ ...gate, findings }, '2026-11-30');
    assert.deepEqual(metWith([finding]), { is: 'ready', met: 'all' });
    assert.deepEqual(metWith([finding, notSet]), { is: 'ready', met: 'some' });
    assert.deepEqual(metWith([notSet]), { is: 'ready', met: 'none' });
  });
  it('waits for the earliest day', () => {
    assert.deepEqual(standingOf(gate, '2026-11-29'), { is: 'early', earliestOn: '2026-11-30', met: 'all' });
  });
  it('has applied, and says since when', () => {
    assert.deepEqual(standingOf({ ...gate, transition: applied }, '2026-11-30'), {
      is: 'applied',
      since: '2026-11-30T02:00:00Z',
    });
  });
  it('is outside, or has finished', () => {
    assert.deepEqual(standingOf({ ...gate, campaignId: null, stageCode: null, stages: [] }, '2026-11-30'), {
      is: 'outside',
    });
    const stages = [stage('study', 'closed')];
    assert.deepEqual(standingOf({ ...gate, stageCode: null, stages }, '2026-11-30'), { is: 'finished' });
    assert.equal(nextStage(stages), null);
  });
});

it('what is missing stands by due date', () => {
  const later = { ...finding, code: 'later', verdict: 'waiting' as const, due: '2026-11-30' };
  const sooner = { ...finding, code: 'sooner', verdict: 'not-met' as const, due: '2026-11-24' };
  assert.deepEqual(
    openByDue([later, finding, sooner]).map(({ code }) => code),
    ['sooner', 'later'],
  );
});

it('a gap of members is people, minutes in all and the most of one', () => {
  assert.deepEqual(shortfall([{ minutes: 300 }, { minutes: 420 }]), { people: 2, all: 720, most: 420 });
  assert.deepEqual(shortfall([]), { people: 0, all: 0, most: 0 });
});

it('a share of the members is rounded up, since nobody is half', () => {
  assert.equal(neededOf({ ...finding, den: 28, thresholdNum: 9, thresholdDen: 10 }), 26);
  assert.equal(neededOf(finding), 28);
});

it('who lacks it and is not seen is what the figures have beyond the names', () => {
  const missing = [{ personId: '', name: '', branchId: '', branchName: '', minutes: 60 }];
  assert.equal(lackingUnseen({ ...finding, num: 26, missing }), 1);
  assert.equal(lackingUnseen({ ...finding, num: 26, missing: [] }), 2);
  assert.equal(lackingUnseen({ ...finding, missing }), 0);
  assert.equal(lackingUnseen({ ...finding, num: null, den: null }), 0);
});
