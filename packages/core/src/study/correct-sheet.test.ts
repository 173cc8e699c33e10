import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isRefusal } from '../kernel/index.ts';
import { correctSheet, type Correction, type CorrectionState } from './index.ts';

const present = (personId: string) =>
  ({ personId, unitId: 'u', presence: 'present', reason: null, minutes: 120 }) as const;
const state: CorrectionState = {
  isVoided: false,
  evidenceClosed: false,
  leftOut: [],
  version: 1,
  lines: [
    present('a'),
    { personId: 'b', unitId: 'v', presence: 'absent', reason: 'old-word', minutes: 0 },
    present('c'),
  ],
  minutes: 120,
  presentBeside: [],
  lecturers: [],
  ownLecturers: [],
  reasons: ['sick', 'away'],
};
const correction: Correction = {
  version: 1,
  absences: [
    { personId: 'a', reason: 'sick' },
    { personId: 'b', reason: 'old-word' },
  ],
  reason: 'the wrong name was tapped',
};
const correct = (change: Partial<Correction> = {}, of: Partial<CorrectionState> = {}) =>
  correctSheet({ ...state, ...of }, { ...correction, ...change });
const code = (result: ReturnType<typeof correct>) => (isRefusal(result) ? result.refused : null);

test('whose unit was being judged comes onto the sheet by a correction, all of the unit at once', () => {
  const leftOut = ['d', 'e'].map((personId) => ({ personId, unitId: 'w', isJudged: false }));
  const absences = [
    { personId: 'b', reason: 'old-word' },
    { personId: 'e', reason: 'sick' },
  ];
  const result = correct({ absences, adds: ['w'] }, { leftOut });
  assert.ok(!isRefusal(result));
  assert.equal(result.changed, 2);
  assert.deepEqual(
    result.lines.slice(3).map((line) => [line.personId, line.unitId, line.presence, line.minutes]),
    [
      ['d', 'w', 'present', 120],
      ['e', 'w', 'absent', 0],
    ],
  );
  assert.equal(code(correct({ absences }, { leftOut })), 'not-on-the-roll');
  assert.equal(code(correct({ adds: ['u'] }, { leftOut })), 'nobody-left-out');
  const judged = leftOut.map((each) => ({ ...each, isJudged: true }));
  assert.equal(code(correct({ adds: ['w'] }, { leftOut: judged })), 'evidence-window-closed');
});

test('the next version has the same people, each as they should have been, and says how many lines differ', () => {
  const result = correct();
  assert.ok(!isRefusal(result));
  assert.equal(result.version, 2);
  assert.equal(result.changed, 1);
  assert.deepEqual(
    result.lines.map((line) => [line.personId, line.unitId, line.presence, line.reason, line.minutes]),
    [
      ['a', 'u', 'absent', 'sick', 0],
      ['b', 'v', 'absent', 'old-word', 0],
      ['c', 'u', 'present', null, 120],
    ],
  );
});

test('a voided meeting, one that is being judged, and a version that somebody corrected meanwhile are left as they are', () => {
  assert.equal(code(correct({}, { isVoided: true })), 'activity-voided-already');
  assert.equal(code(correct({}, { evidenceClosed: true })), 'evidence-window-closed');
  assert.equal(code(correct({}, { version: 2 })), 'sheet-changed');
});

test('a lecture keeps somebody who listened: the last one is not corrected away from under it', () => {
  const nobody = { absences: [...correction.absences, { personId: 'c', reason: 'sick' }] };
  assert.equal(code(correct(nobody)), null);
  assert.equal(code(correct(nobody, { lecturers: [null] })), 'lecture-without-listeners');
  assert.equal(code(correct(nobody, { lecturers: [null], presentBeside: ['d'] })), null);
  assert.equal(code(correct({}, { lecturers: ['c'] })), 'lecture-without-listeners');
});

test('whoever is named as having spoken stays there until the naming is taken back', () => {
  const refused = correct({}, { ownLecturers: [{ personId: 'a', name: '何静' }] });
  assert.ok(isRefusal(refused));
  assert.deepEqual([refused.refused, refused.params], ['lecturer-would-be-absent', { name: '何静' }]);
  assert.equal(code(correct({}, { ownLecturers: [{ personId: 'c', name: '苏禾' }] })), null);
});

test('a correction changes something, names people of the sheet once, and gives reasons that are known', () => {
  assert.equal(code(correct({ absences: [{ personId: 'b', reason: 'old-word' }] })), 'nothing-corrected');
  assert.equal(code(correct({ absences: [{ personId: 'x', reason: 'sick' }] })), 'not-on-the-roll');
  const twice = [
    { personId: 'a', reason: 'sick' },
    { personId: 'a', reason: 'away' },
  ];
  assert.equal(code(correct({ absences: twice })), 'absence-named-twice');
  assert.equal(code(correct({ absences: [{ personId: 'a', reason: 'bored' }] })), 'invalid-input');
});

test('whatever is corrected, nobody joins or leaves the sheet, and exactly those present earn the time', () => {
  const absences = fc
    .uniqueArray(fc.constantFrom('a', 'b', 'c'))
    .map((people) => people.map((personId) => ({ personId, reason: 'sick' })));
  fc.assert(
    fc.property(absences, (named) => {
      const result = correct({ absences: named });
      assert.ok(!isRefusal(result), 'b was absent for another reason, so something differs');
      assert.deepEqual(
        result.lines.map(({ personId }) => personId),
        ['a', 'b', 'c'],
      );
      for (const line of result.lines) {
        assert.equal(line.presence === 'absent', line.reason !== null);
        assert.equal(line.minutes, line.presence === 'present' ? 120 : 0);
      }
      assert.equal(result.lines.filter((line) => line.presence === 'absent').length, named.length);
    }),
  );
});
