import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openAssessment, type OpeningState } from './index.ts';

const today = '2026-11-20';
const unit: OpeningState = {
  stage: { code: 'study', startsOn: '2026-11-01' },
  evidenceClosed: false,
  last: null,
  order: null,
  daysBetween: 0,
  electorate: { member: 7, representative: 3 },
  fewestVoters: 10,
};

describe('opening an assessment', () => {
  it('fixes who could vote, as the first attempt of the open stage', () => {
    assert.deepEqual(openAssessment(unit, today, today), {
      stageCode: 'study',
      attempt: 1,
      heldOn: today,
      electorate: { member: 7, representative: 3 },
      orderId: null,
    });
  });

  it('needs ten voters, members and representatives together', () => {
    const small = { ...unit, electorate: { member: 7, representative: 2 } };
    assert.deepEqual(openAssessment(small, today, today), {
      refused: 'too-few-voters',
      params: { voters: 9, least: 10 },
    });
  });

  it('is for a vote that was held, within the stage', () => {
    assert.deepEqual(openAssessment(unit, '2026-11-21', today), {
      refused: 'assessment-not-held-yet',
      params: { heldOn: '2026-11-21' },
      field: 'heldOn',
    });
    assert.deepEqual(openAssessment(unit, '2026-10-31', today), {
      refused: 'assessment-before-stage',
      params: { startsOn: '2026-11-01' },
      field: 'heldOn',
    });
  });

  it('waits for the one that is being counted', () => {
    const state = {
      ...unit,
      last: { attempt: 1, confirmed: false, isTooFew: false, heldOn: '2026-11-05', orderId: null },
    };
    assert.deepEqual(openAssessment(state, today, today), {
      refused: 'assessment-open-already',
      params: { attempt: 1 },
    });
  });

  it('needs a verified order after a confirmed one', () => {
    const state = {
      ...unit,
      last: { attempt: 1, confirmed: true, isTooFew: false, heldOn: '2026-11-05', orderId: null },
    };
    assert.deepEqual(openAssessment(state, today, today), {
      refused: 'assessment-needs-verified-order',
      params: { attempt: 1 },
    });
  });

  it('is held again by a verified order, on or after the day of that and the days between', () => {
    const last = { attempt: 1, confirmed: true, isTooFew: false, heldOn: '2026-11-05', orderId: null };
    const order = { id: 'order', verifiedOn: '2026-11-12' };
    const again = { ...unit, last, order };
    const opened = openAssessment(again, '2026-11-12', today);
    assert.deepEqual('refused' in opened ? opened : [opened.attempt, opened.orderId], [2, 'order']);
    assert.deepEqual(openAssessment(again, '2026-11-11', today), {
      refused: 'assessment-before-verification',
      params: { verifiedOn: '2026-11-12' },
      field: 'heldOn',
    });
    assert.deepEqual(openAssessment({ ...again, daysBetween: 10 }, '2026-11-14', today), {
      refused: 'assessment-too-soon',
      params: { earliestOn: '2026-11-15', days: 10 },
      field: 'heldOn',
    });
    assert.ok(!('refused' in openAssessment({ ...again, daysBetween: 10 }, '2026-11-15', today)));
    const counting = { ...again, last: { ...last, attempt: 2, confirmed: false } };
    assert.deepEqual(openAssessment(counting, today, today), {
      refused: 'assessment-open-already',
      params: { attempt: 2 },
    });
  });

  it('is held again without an order where too few papers were cast, by the order of that one, and not before it', () => {
    const last = { attempt: 2, confirmed: true, isTooFew: true, heldOn: '2026-11-05', orderId: 'earlier' };
    const opened = openAssessment({ ...unit, last, daysBetween: 10 }, '2026-11-05', today);
    assert.deepEqual('refused' in opened ? opened : [opened.attempt, opened.orderId], [3, 'earlier']);
    assert.deepEqual(openAssessment({ ...unit, last }, '2026-11-04', today), {
      refused: 'assessment-too-soon',
      params: { earliestOn: '2026-11-05', days: 0 },
      field: 'heldOn',
    });
  });

  it('needs an open stage with an open evidence window', () => {
    assert.deepEqual(openAssessment({ ...unit, stage: null }, today, today), { refused: 'stage-not-open', params: {} });
    assert.deepEqual(openAssessment({ ...unit, evidenceClosed: true }, today, today), {
      refused: 'evidence-window-closed',
      params: {},
    });
  });
});
