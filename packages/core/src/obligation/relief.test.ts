import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { refuse } from '../kernel/index.ts';
import { askExtension, decideExtension, exempt, type Relieved } from './relief.ts';

const owed: Relieved = { kind: 'make-up', standing: 'open', dueOn: '2026-03-20', stageEndsOn: '2026-03-25' };
const today = '2026-03-19';
const office = { personId: 'office', isOfTheUnit: false };

describe('asking for more time', () => {
  const asking = { ...owed, hasOpenRequest: false };
  const wish = { untilOn: '2026-03-24', reason: '住院' };

  it('given something open or overdue, when a later day of its stage is asked for, then it is asked', () => {
    assert.deepEqual(askExtension(asking, wish, today), wish);
    assert.deepEqual(askExtension({ ...asking, standing: 'overdue' }, wish, '2026-03-22'), wish);
    assert.deepEqual(askExtension(asking, { ...wish, untilOn: '2026-03-25' }, today), {
      ...wish,
      untilOn: '2026-03-25',
    });
  });

  it('given a day that is not later, or has passed, or lies after the stage, then it is refused at its field', () => {
    const until = (untilOn: string, on = today) => askExtension(asking, { ...wish, untilOn }, on);
    assert.deepEqual(until('2026-03-20'), refuse('extension-not-later', { dueOn: '2026-03-20' }, 'untilOn'));
    assert.deepEqual(
      until('2026-03-21', '2026-03-22'),
      refuse('extension-not-later', { dueOn: '2026-03-20' }, 'untilOn'),
    );
    assert.deepEqual(until('2026-03-26'), refuse('extension-past-stage', { stageEndsOn: '2026-03-25' }, 'untilOn'));
  });

  it('given no reason, a request that waits, or something that is not to be done any more, then it is refused', () => {
    assert.deepEqual(askExtension(asking, { ...wish, reason: ' ' }, today), refuse('reason-missing', {}, 'reason'));
    assert.deepEqual(askExtension({ ...asking, hasOpenRequest: true }, wish, today), refuse('extension-asked-already'));
    for (const standing of ['discharged', 'exempt', 'cancelled', 'waiting'] as const)
      assert.deepEqual(askExtension({ ...asking, standing }, wish, today), refuse('obligation-not-open'));
  });

  it('given an order to correct, then its day is its giver’s', () => {
    assert.deepEqual(askExtension({ ...asking, kind: 'order' }, wish, today), refuse('order-stands'));
  });
});

describe('deciding on more time', () => {
  const request = { untilOn: '2026-03-24', askedBy: 'clerk', outcome: null };
  const grant = { outcome: 'granted', note: null } as const;

  it('given a request, when somebody above grants it, or refuses it and says why, then it is decided', () => {
    assert.deepEqual(decideExtension(owed, request, office, grant, today), grant);
    const refused = { outcome: 'refused', note: '时间够用' } as const;
    assert.deepEqual(decideExtension(owed, request, office, refused, today), refused);
    assert.deepEqual(
      decideExtension(owed, request, office, { outcome: 'refused', note: ' ' }, today),
      refuse('reason-missing', {}, 'note'),
    );
  });

  it('given it was decided, or who asked decides, or somebody of the unit, then it is refused', () => {
    const decided = { ...request, outcome: 'refused' } as const;
    assert.deepEqual(decideExtension(owed, decided, office, grant, today), refuse('extension-decided-already'));
    const asker = { ...office, personId: 'clerk' };
    assert.deepEqual(decideExtension(owed, request, asker, grant, today), refuse('somebody-else-must'));
    const own = { ...office, isOfTheUnit: true };
    assert.deepEqual(decideExtension(owed, request, own, grant, today), refuse('decider-is-of-the-unit'));
  });

  it('given it was done or its dates moved meanwhile, then it can only be refused', () => {
    const done = { ...owed, standing: 'discharged' } as const;
    assert.deepEqual(decideExtension(done, request, office, grant, today), refuse('obligation-not-open'));
    const shorter = { ...owed, stageEndsOn: '2026-03-22' };
    const past = refuse('extension-past-stage', { stageEndsOn: '2026-03-22' }, 'untilOn');
    assert.deepEqual(decideExtension(shorter, request, office, grant, today), past);
    const refused = { outcome: 'refused', note: '已办结' } as const;
    assert.deepEqual(decideExtension(done, request, office, refused, today), refused);
  });
});

describe('letting somebody off', () => {
  const state = { ...owed, personId: 'member', evidenceClosed: false, hardMeasures: [] };

  it('given a reason and somebody else of elsewhere, then it is granted', () => {
    assert.deepEqual(exempt(state, office, '长期卧床'), { reason: '长期卧床' });
    assert.deepEqual(exempt(state, office, ' '), refuse('reason-missing', {}, 'reason'));
  });

  it('given who owes it, or anybody of the unit, then it is refused', () => {
    const oneself = { ...office, personId: 'member' };
    assert.deepEqual(exempt(state, oneself, '忙'), refuse('somebody-else-must'));
    assert.deepEqual(exempt(state, { ...office, isOfTheUnit: true }, '忙'), refuse('decider-is-of-the-unit'));
  });

  it('given a hard condition measures it, or a transition is applied for, or it is an order, then nobody is let off', () => {
    const hard = { ...state, hardMeasures: ['study.minutes', 'study.made-up'] };
    assert.deepEqual(exempt(hard, office, '忙'), refuse('hard-condition-asks-it'));
    assert.deepEqual(exempt({ ...hard, kind: 'report' }, office, '忙'), { reason: '忙' });
    assert.deepEqual(exempt({ ...state, evidenceClosed: true }, office, '忙'), refuse('evidence-window-closed'));
    assert.deepEqual(exempt({ ...state, kind: 'order' }, office, '忙'), refuse('order-stands'));
  });

  it('given a hard condition of whatever measure, then nobody is let off what it counts', () => {
    const counts = {
      deliverable: ['deliverable.accepted'],
      'make-up': ['study.made-up'],
      lecture: ['study.lectures-given', 'study.sessions-held'],
      'self-check': ['supervision.self-check'],
    } as const;
    for (const [kind, measures] of Object.entries(counts))
      for (const measure of measures) {
        const hard = { ...state, kind: kind as keyof typeof counts, hardMeasures: [measure] };
        assert.deepEqual(exempt(hard, office, '忙'), refuse('hard-condition-asks-it'), `${kind} ${measure}`);
        assert.deepEqual(exempt({ ...hard, hardMeasures: [] }, office, '忙'), { reason: '忙' }, kind);
      }
  });

  it('given it was done, or is no longer asked, then there is nothing to be let off', () => {
    assert.deepEqual(exempt({ ...state, standing: 'discharged' }, office, '忙'), refuse('obligation-not-open'));
    assert.deepEqual(exempt({ ...state, standing: 'exempt' }, office, '忙'), refuse('obligation-not-open'));
  });
});
