import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { refuse } from '../kernel/index.ts';
import {
  answerOrder,
  isOrderOverdue,
  issueOrder,
  orderState,
  recordFinding,
  verifyOrder,
  type OrderProgress,
} from './order.ts';

describe('what a team finds', () => {
  const state = { stageCode: 'study', codes: ['absent', 'late'], isOfTheUnit: false };

  it('given the open stage, when a finding has a code of the playbook or none, then it is of that stage', () => {
    assert.deepEqual(recordFinding(state, 'late'), { stageCode: 'study' });
    assert.deepEqual(recordFinding({ ...state, codes: null }, null), { stageCode: 'study' });
  });

  it('given a code that the playbook does not have, then it is refused at its field', () => {
    const refused = refuse('finding-code-unknown', { code: 'other' }, 'code');
    assert.deepEqual(recordFinding(state, 'other'), refused);
    assert.deepEqual(recordFinding({ ...state, codes: null }, 'other'), refused);
  });

  it('given no open stage, or somebody of the unit, then nothing is found', () => {
    assert.deepEqual(recordFinding({ ...state, stageCode: null }, null), refuse('stage-not-open'));
    assert.deepEqual(recordFinding({ ...state, isOfTheUnit: true }, null), refuse('recused-oneself'));
  });
});

describe('an order to correct', () => {
  it('given a deadline, then it is today at the earliest', () => {
    const other = { isOfTheUnit: false };
    assert.equal(issueOrder(other, '2026-03-20', '2026-03-20'), null);
    assert.deepEqual(
      issueOrder(other, '2026-03-19', '2026-03-20'),
      refuse('order-due-before-today', { today: '2026-03-20' }, 'dueOn'),
    );
    assert.deepEqual(issueOrder(other, '2999-03-20', '2026-03-20')?.refused, 'day-too-far');
    assert.deepEqual(issueOrder({ isOfTheUnit: true }, '2026-03-21', '2026-03-20'), refuse('recused-oneself'));
  });

  it('given its last answer, then it is open, answered, returned or verified; overdue only while the unit has to act', () => {
    assert.equal(orderState(null), 'open');
    assert.equal(orderState({ outcome: null }), 'answered');
    assert.equal(orderState({ outcome: 'returned' }), 'returned');
    assert.equal(orderState({ outcome: 'verified' }), 'verified');
    const overdue = (['open', 'answered', 'returned', 'verified'] as const).filter((state) =>
      isOrderOverdue(state, '2026-03-19', '2026-03-20'),
    );
    assert.deepEqual(overdue, ['open', 'returned']);
    assert.equal(isOrderOverdue('open', '2026-03-20', '2026-03-20'), false);
  });
});

describe('answering and verifying', () => {
  const progress: OrderProgress = { evidenceClosed: false, last: null };
  const answer = { version: 1, answeredBy: 'clerk', outcome: null };
  const waiting = { ...progress, last: answer, answer, isOfTheUnit: false };
  const verified = { outcome: 'verified', note: null } as const;

  it('given nothing, an answer that waits or one that was returned, then the next version is taken', () => {
    assert.deepEqual(answerOrder(progress), { version: 1 });
    assert.deepEqual(answerOrder(waiting), { version: 2 });
    assert.deepEqual(answerOrder({ ...progress, last: { ...answer, outcome: 'returned' } }), { version: 2 });
  });

  it('given it is verified, or a transition is applied for, then no answer is taken', () => {
    const last = { ...answer, outcome: 'verified' } as const;
    assert.deepEqual(answerOrder({ ...progress, last }), refuse('order-verified-already'));
    assert.deepEqual(answerOrder({ ...progress, evidenceClosed: true }), refuse('evidence-window-closed'));
    assert.deepEqual(
      verifyOrder({ ...waiting, evidenceClosed: true }, 'team', verified),
      refuse('evidence-window-closed'),
    );
  });

  it('given the last answer, when somebody else verifies it or sends it back with a reason, then so it stands', () => {
    assert.deepEqual(verifyOrder(waiting, 'team', verified), verified);
    const returned = { outcome: 'returned', note: '名单不全' } as const;
    assert.deepEqual(verifyOrder(waiting, 'team', returned), returned);
    assert.deepEqual(verifyOrder(waiting, 'team', { ...returned, note: ' ' }), refuse('reason-missing', {}, 'note'));
  });

  it('given who answered, or anybody of the unit, then it is not verified', () => {
    assert.deepEqual(verifyOrder(waiting, 'clerk', verified), refuse('order-answered-by-oneself'));
    assert.deepEqual(verifyOrder({ ...waiting, isOfTheUnit: true }, 'head', verified), refuse('recused-oneself'));
  });

  it('given an earlier answer, or one already ruled on, then it is not ruled on', () => {
    const later = { ...waiting, last: { ...answer, version: 2 } };
    assert.deepEqual(verifyOrder(later, 'team', verified), refuse('order-answer-superseded'));
    const judged = { ...answer, outcome: 'returned' } as const;
    assert.deepEqual(
      verifyOrder({ ...waiting, answer: judged, last: judged }, 'team', verified),
      refuse('order-answer-judged-already'),
    );
  });
});
