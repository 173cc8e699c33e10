import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { refuse } from '../kernel/index.ts';
import {
  checkDeliverable,
  isOverdue,
  stateOf,
  submitDeliverable,
  type CheckState,
  type OwedState,
} from './deliverable.ts';

const owed: OwedState = { form: 'either', takesPart: true, evidenceClosed: false, last: null };
const text = { text: '本单位方案', hasFile: false };

describe('handing in a deliverable', () => {
  it('given nothing was handed in, when a text is, then it is version 1', () => {
    assert.deepEqual(submitDeliverable(owed, text), { version: 1, text: '本单位方案' });
  });

  it('given a version that was returned, when another is handed in, then it is the next', () => {
    const last = { number: 2, submittedBy: 'clerk', outcome: 'returned' } as const;
    assert.deepEqual(submitDeliverable({ ...owed, last }, { text: null, hasFile: true }), { version: 3, text: null });
  });

  it('given a version that nobody has checked, when a better one is handed in, then it takes its place', () => {
    const last = { number: 1, submittedBy: 'clerk', outcome: null };
    assert.deepEqual(submitDeliverable({ ...owed, last }, text), { version: 2, text: '本单位方案' });
  });

  it('given it was accepted, when more is handed in, then it is refused', () => {
    const last = { number: 1, submittedBy: 'clerk', outcome: 'accepted' } as const;
    assert.deepEqual(submitDeliverable({ ...owed, last }, text), refuse('deliverable-accepted-already'));
  });

  it('given a form that the playbook asks for, when the other comes, then it is refused at its field', () => {
    assert.deepEqual(submitDeliverable({ ...owed, form: 'file' }, text), refuse('deliverable-needs-file', {}, 'file'));
    assert.deepEqual(
      submitDeliverable({ ...owed, form: 'text' }, { text: ' ', hasFile: true }),
      refuse('deliverable-needs-text', {}, 'text'),
    );
    assert.deepEqual(submitDeliverable(owed, { text: ' \n', hasFile: false }), refuse('deliverable-empty', {}, 'text'));
  });

  it('given the unit takes part no longer, or a transition is applied for, then nothing is taken', () => {
    assert.deepEqual(submitDeliverable({ ...owed, takesPart: false }, text), refuse('stage-not-open'));
    assert.deepEqual(submitDeliverable({ ...owed, evidenceClosed: true }, text), refuse('evidence-window-closed'));
  });
});

describe('checking a deliverable', () => {
  const version = { number: 1, submittedBy: 'clerk', outcome: null };
  const state: CheckState = { ...owed, last: version, version, isOfTheUnit: false };

  it('given a version that waits, when somebody else accepts it, then it is accepted', () => {
    const accepted = { outcome: 'accepted', note: null } as const;
    assert.deepEqual(checkDeliverable(state, 'team', accepted), accepted);
  });

  it('given who handed it in, or anybody of the unit, then it is refused', () => {
    const accepted = { outcome: 'accepted', note: null } as const;
    assert.deepEqual(checkDeliverable(state, 'clerk', accepted), refuse('checker-handed-it-in'));
    assert.deepEqual(
      checkDeliverable({ ...state, isOfTheUnit: true }, 'head', accepted),
      refuse('checker-is-of-the-unit'),
    );
  });

  it('given it is returned, then the reason is asked for', () => {
    const returned = { outcome: 'returned', note: '  ' } as const;
    assert.deepEqual(checkDeliverable(state, 'team', returned), refuse('reason-missing', {}, 'note'));
    assert.deepEqual(checkDeliverable(state, 'team', { outcome: 'returned', note: '日期不细' }), {
      outcome: 'returned',
      note: '日期不细',
    });
  });

  it('given a newer version, or one that was checked, then it is refused', () => {
    const accepted = { outcome: 'accepted', note: null } as const;
    assert.deepEqual(
      checkDeliverable({ ...state, last: { ...version, number: 2 } }, 'team', accepted),
      refuse('deliverable-superseded'),
    );
    const checked = { ...version, outcome: 'returned' } as const;
    assert.deepEqual(
      checkDeliverable({ ...state, last: checked, version: checked }, 'team', accepted),
      refuse('deliverable-checked-already'),
    );
  });

  it('given a transition is applied for, then what it judges does not move', () => {
    assert.deepEqual(
      checkDeliverable({ ...state, evidenceClosed: true }, 'team', { outcome: 'accepted', note: null }),
      refuse('evidence-window-closed'),
    );
  });
});

describe('how far a deliverable is', () => {
  it('given its last version, then it is open, waiting, returned or accepted', () => {
    assert.equal(stateOf(null), 'open');
    assert.equal(stateOf({ outcome: null }), 'waiting');
    assert.equal(stateOf({ outcome: 'returned' }), 'returned');
    assert.equal(stateOf({ outcome: 'accepted' }), 'accepted');
  });

  it('given its day has passed, then only what is still to be handed in is overdue', () => {
    assert.equal(isOverdue('open', '2026-03-15', '2026-03-15'), false);
    assert.equal(isOverdue('open', '2026-03-15', '2026-03-16'), true);
    assert.equal(isOverdue('returned', '2026-03-15', '2026-03-16'), true);
    assert.equal(isOverdue('waiting', '2026-03-15', '2026-03-16'), false);
    assert.equal(isOverdue('accepted', '2026-03-15', '2026-03-16'), false);
  });
});
