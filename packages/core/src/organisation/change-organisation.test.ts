import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { covers } from '../access/index.ts';
import { isRefusal } from '../kernel/index.ts';
import type { ChangingOrganisation } from './changing-organisation.ts';
import { judgeClosing, type Held } from './close-organisation.ts';
import { planEdit, type OrganisationDetails } from './edit-organisation.ts';
import { planMerge } from './merge-organisations.ts';
import { deepestLevel, planMove, type NewParent } from './move-organisation.ts';
import { judgeCheck, judgeFlag, judgeReport } from './remedy.ts';

const today = '2026-03-20';
const day = { on: today, today };
const label = () => 'fresh';

const school: ChangingOrganisation = {
  id: 'school',
  kind: 'unit',
  name: '小学',
  regionId: 0,
  parentId: 'town',
  path: 'p.town.school',
  openedOn: '2000-01-01',
  underParentSince: '2010-01-01',
  isClosed: false,
};
const unit = { ...school, levelsBeneath: 0 };
const otherTown: NewParent = {
  ...school,
  id: 'other',
  kind: 'region',
  name: '石桥镇',
  parentId: 'county',
  path: 'p.other',
  takenPaths: new Set(),
  takenNames: new Set(),
};
const refusal = (result: unknown) => (isRefusal(result) ? result.refused : result);

describe('moving', () => {
  test('given a free place, then it keeps its label beneath the new parent', () => {
    assert.deepEqual(planMove(unit, otherTown, day, label), {
      oldPath: 'p.town.school',
      newPath: 'p.other.school',
      replacesLink: false,
    });
  });
  test('given its label is taken there, then it gets another', () => {
    const taken = { ...otherTown, takenPaths: new Set(['p.other.school']) };
    const moved = planMove(unit, taken, day, label);
    assert.equal(isRefusal(moved) ? null : moved.newPath, 'p.other.fresh');
  });
  test('given the very day on which the present link began, then that link is put right', () => {
    const moved = planMove({ ...unit, underParentSince: today }, otherTown, day, label);
    assert.equal(isRefusal(moved) ? null : moved.replacesLink, true);
  });
  test('given what makes no tree, then it is refused', () => {
    const town = { ...unit, id: 'town', kind: 'region' as const, path: 'p.town', parentId: 'p' };
    const beneath = { ...otherTown, path: 'p.town.part' };
    assert.equal(refusal(planMove(town, beneath, day, label)), 'parent-beneath-itself');
    assert.equal(refusal(planMove(town, { ...otherTown, ...town }, day, label)), 'parent-beneath-itself');
    assert.equal(refusal(planMove(unit, { ...otherTown, kind: 'unit' }, day, label)), 'parent-kind-wrong');
    assert.equal(refusal(planMove(unit, { ...otherTown, id: 'town' }, day, label)), 'parent-unchanged');
    assert.equal(refusal(planMove(unit, { ...otherTown, isClosed: true }, day, label)), 'parent-closed');
    assert.equal(refusal(planMove(unit, { ...otherTown, regionId: 1 }, day, label)), 'other-region');
    assert.equal(refusal(planMove(unit, { ...otherTown, takenNames: new Set(['小学']) }, day, label)), 'name-taken');
    assert.equal(refusal(planMove({ ...unit, parentId: null }, otherTown, day, label)), 'organisation-is-root');
    assert.equal(refusal(planMove({ ...unit, levelsBeneath: deepestLevel }, otherTown, day, label)), 'tree-too-deep');
  });
  test('given a day ahead, before its present parent or before the new one, then it is refused', () => {
    const on = (date: string, parent = otherTown) => refusal(planMove(unit, parent, { on: date, today }, label));
    assert.equal(on('2026-03-21'), 'day-in-future');
    assert.equal(on('2009-12-31'), 'day-before-present-parent');
    assert.equal(on('2015-01-01', { ...otherTown, openedOn: '2020-01-01' }), 'day-before-parent-opened');
  });
  test('whatever moves wherever, nothing ends beneath itself', () => {
    const labels = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(labels, labels, (from, to) => {
        const path = `p.${from.join('.')}`;
        const region = { ...unit, id: path, kind: 'region' as const, path, parentId: 'x' };
        const parent = { ...otherTown, id: `p.${to.join('.')}`, path: `p.${to.join('.')}` };
        const moved = planMove(region, parent, day, label);
        if (!isRefusal(moved)) assert.ok(!covers(moved.oldPath, moved.newPath) || moved.oldPath === moved.newPath);
      }),
    );
  });
});

const nothing: Held = {
  children: [],
  hostedBranches: [],
  members: 0,
  openTransfers: 0,
  openTransitions: 0,
  openAssessments: 0,
  openOrders: 0,
  firstOrder: null,
};

describe('closing', () => {
  test('given that nobody and nothing is left, then it closes', () => {
    assert.equal(judgeClosing(school, nothing, day), null);
  });
  test('given what it still holds, then that is named', () => {
    const held = { ...nothing, children: ['甲', '乙', '丙'], hostedBranches: ['丁', '戊', '己'], members: 7 };
    assert.deepEqual(judgeClosing(school, held, day)?.params, {
      organisations: 6,
      names: '甲、乙、丙、丁、戊…',
      members: 7,
    });
  });
  test('given what is under way, then it is settled first', () => {
    for (const busy of [{ openTransfers: 1 }, { openTransitions: 1 }, { openAssessments: 1 }]) {
      assert.equal(refusal(judgeClosing(school, { ...nothing, ...busy }, day)), 'organisation-in-procedure');
    }
    assert.equal(refusal(judgeClosing({ ...school, isClosed: true }, nothing, day)), 'organisation-closed');
  });
});

describe('an order to correct that nobody has verified', () => {
  const firstOrder = { id: 'o', text: '补'.repeat(31), dueOn: '2026-03-24' };
  const ordered = { ...nothing, openOrders: 2, firstOrder };
  const params = { orders: 2, order: 'o', owed: `${'补'.repeat(30)}…`, dueOn: '2026-03-24' };
  const merge = (held: Held, ofTheOther: Held) =>
    planMerge(
      { ...school, children: [], held, skips: 0 },
      { ...otherTown, kind: 'unit', held: ofTheOther },
      day,
      label,
    );
  test('keeps its unit from closing and from merging, and is named', () => {
    for (const refused of [judgeClosing(school, ordered, day), merge(ordered, nothing)])
      assert.deepEqual(refused !== null && isRefusal(refused) && [refused.refused, refused.params], [
        'orders-not-verified',
        params,
      ]);
  });
  test('of the unit that takes the other in, it stays where it is', () => {
    assert.deepEqual(merge(nothing, ordered), { children: [] });
  });
});

describe('merging', () => {
  const town = { ...school, id: 'town', kind: 'region' as const, path: 'p.town' };
  const child = (name: string) => ({
    id: name,
    name,
    path: `p.town.${name}`,
    underParentSince: '2000-01-01',
    levelsBeneath: 0,
  });
  const held = { ...nothing, children: ['a', 'b'], members: 9 };
  const from = { ...town, children: [child('a'), child('b')], held, skips: 0 };
  const into = { ...otherTown, held: nothing };
  test('given children, then each goes beneath the other, none onto the place of one that is there', () => {
    const planned = planMerge(from, { ...into, takenPaths: new Set(['p.other.a']) }, day, label);
    assert.deepEqual(isRefusal(planned) ? planned : planned.children.map(({ newPath }) => newPath), [
      'p.other.fresh',
      'p.other.b',
    ]);
  });
  test('given another kind, kin, itself or the same name beneath both, then it is refused', () => {
    const merging = (over: object) => refusal(planMerge(from, { ...into, ...over }, day, label));
    assert.equal(merging({ kind: 'unit' }), 'merge-kind-differs');
    assert.equal(merging({ path: 'p.town.c' }), 'merge-with-kin');
    assert.equal(merging({ id: 'town' }), 'merge-into-itself');
    assert.equal(merging({ takenNames: new Set(['b']) }), 'name-taken');
  });
  test('given the other has passed a stage of which it has hard conditions open, then it passes that first', () => {
    assert.equal(refusal(planMerge({ ...from, skips: 1 }, into, day, label)), 'merge-skips-a-stage');
  });
  test('given something is under way at either of the two, then whose it is is said', () => {
    const busy = { ...nothing, openTransitions: 1 };
    const named = (over: object, overInto: object) => {
      const planned = planMerge({ ...from, ...over }, { ...into, ...overInto }, day, label);
      return isRefusal(planned) && [planned.refused, planned.params['name'], planned.params['transitions']];
    };
    assert.deepEqual(named({ held: busy }, {}), ['organisation-in-procedure', from.name, 1]);
    assert.deepEqual(named({}, { held: busy }), ['organisation-in-procedure', into.name, 1]);
  });
});

describe('editing', () => {
  const present = {
    name: '小学',
    code: null,
    creditCode: null,
    classCode: 'retired',
    operation: 'running',
    isClosed: false,
  } as const;
  const edit = (over: Partial<OrganisationDetails>) => planEdit(present, { ...present, ...over }, new Set(['school']));
  test('given another name and class, then both are told with what they were', () => {
    assert.deepEqual(edit({ name: '中心小学', classCode: 'school' }), [
      { field: 'name', before: '小学', after: '中心小学' },
      { field: 'class', before: 'retired', after: 'school' },
    ]);
  });
  test('given the same, a wrong check digit or a class that is not chosen any more, then it is refused', () => {
    assert.equal(refusal(edit({})), 'nothing-changed');
    assert.equal(refusal(edit({ creditCode: '91350100M000100Y44' })), 'credit-code-wrong');
    assert.equal(refusal(edit({ classCode: 'other' })), 'class-unknown');
  });
});

describe('remedies', () => {
  const organisation = { name: '支部', isClosed: false, hasOpenRemedy: false };
  const wish = { state: 'weak', dueOn: '2026-04-30' } as const;
  test('given a state and a day that is not over, then it is flagged, once at a time', () => {
    assert.equal(judgeFlag(organisation, wish, today), null);
    assert.equal(judgeFlag(organisation, { ...wish, dueOn: '2026-03-19' }, today)?.refused, 'day-in-past');
    assert.equal(judgeFlag({ ...organisation, hasOpenRemedy: true }, wish, today)?.refused, 'remedy-open-already');
    assert.equal(judgeFlag(organisation, { ...wish, state: 'normal' }, today)?.refused, 'state-is-normal');
  });
  const reported = { isEnded: false, lastReport: { id: 'r', reportedBy: 'secretary', isChecked: false } };
  const somebody = { personId: 'office', isOfTheOrganisation: false };
  const verified = { outcome: 'verified', note: null } as const;
  test('given that it was reported done, then somebody else and of elsewhere checks it', () => {
    assert.equal(judgeReport({ isEnded: false, lastReport: null }), null);
    assert.equal(judgeReport(reported)?.refused, 'remedy-reported-already');
    assert.equal(judgeCheck(reported, verified, somebody), null);
    const by = (personId: string, isOfTheOrganisation: boolean) =>
      judgeCheck(reported, verified, { personId, isOfTheOrganisation })?.refused;
    assert.equal(by('secretary', false), 'somebody-else-must');
    assert.equal(by('member', true), 'checker-is-of-it');
  });
  test('given that it goes back, then with a reason, and it can be reported again', () => {
    assert.equal(judgeCheck(reported, { outcome: 'returned', note: null }, somebody)?.refused, 'reason-missing');
    assert.equal(judgeReport({ ...reported, lastReport: { ...reported.lastReport, isChecked: true } }), null);
    assert.equal(judgeCheck({ isEnded: false, lastReport: null }, verified, somebody)?.refused, 'remedy-not-reported');
    assert.equal(judgeReport({ ...reported, isEnded: true })?.refused, 'remedy-ended');
  });
});
