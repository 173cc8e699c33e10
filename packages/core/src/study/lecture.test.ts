import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ActivityKind, LectureDuty } from '../campaign/index.ts';
import {
  absentFrom,
  fulfils,
  handInScript,
  nameLecturer,
  nameLecturers,
  stagesOfLecture,
  type Capacity,
  type NamedLecturer,
} from './index.ts';

const title = { zh: '课', en: 'Lecture' };
const state = {
  isVoided: false,
  evidenceClosed: false,
  present: ['head', 'member'],
  absent: [],
  candidates: [
    { personId: 'head', name: '何静', offices: ['head'] as const },
    { personId: 'member', name: '苏禾', offices: [] },
  ],
  named: [],
};
const name = (capacity: Capacity, personId: string | null, outsider: string | null = null, more = {}) => {
  const named = nameLecturer({ ...state, ...more }, { capacity, personId, name: outsider });
  return 'refused' in named ? named.refused : `${named.capacity} ${named.name}`;
};

test('given a head who holds that office, then the lecture is the head’s; a member is not taken for one', () => {
  assert.equal(name('head', 'head'), 'head 何静');
  assert.equal(name('head', 'member'), 'lecturer-without-office');
  assert.equal(name('leader', 'head'), 'lecturer-without-office');
  assert.equal(name('model', 'member'), 'model 苏禾');
});

test('given somebody from outside, then an expert is known by name, and a head never is', () => {
  assert.equal(name('expert', null, '党校教师'), 'expert 党校教师');
  assert.equal(name('head', null, '党校教师'), 'lecturer-unknown');
  assert.equal(name('expert', null), 'lecturer-unknown');
  assert.equal(name('member', 'stranger'), 'lecturer-unknown');
});

test('given who is named, or a meeting that was voided, then nobody is named', () => {
  assert.equal(name('head', 'head', null, { named: [{ personId: 'head', name: '何静' }] }), 'lecturer-named-twice');
  const outsider = { named: [{ personId: null, name: '党校教师' }] };
  assert.equal(name('expert', null, '党校教师', outsider), 'lecturer-named-twice');
  assert.equal(name('head', 'head', null, { isVoided: true }), 'activity-voided-already');
  assert.equal(name('head', 'head', null, { evidenceClosed: true }), 'evidence-window-closed');
});

test('given nobody was there, or nobody but the lecturer, then it was no lecture', () => {
  assert.equal(name('expert', null, '党校教师', { present: [] }), 'lecture-without-listeners');
  assert.equal(name('head', 'head', null, { present: ['head'] }), 'lecture-without-listeners');
  assert.equal(name('head', 'head', null, { present: ['member'] }), 'head 何静');
});

test('given a sheet that has somebody absent, then that one has not spoken, whatever the office', () => {
  assert.equal(name('head', 'head', null, { present: ['member'], absent: ['head'] }), 'lecturer-marked-absent');
  assert.equal(name('expert', null, '党校教师', { absent: ['head'] }), 'expert 党校教师');
});

test('given several sheets of one meeting, then whoever one of them has there was there', () => {
  const line = (personId: string, presence: 'present' | 'absent') => ({ personId, presence });
  assert.deepEqual(absentFrom([line('a', 'absent'), line('b', 'absent'), line('c', 'present'), line('b', 'present')]), [
    'a',
  ]);
});

test('given several at once, each is named after the ones before, and the first that cannot be says which', () => {
  const of = (capacity: Capacity, personId: string): NamedLecturer => ({ capacity, personId, name: null });
  assert.deepEqual(nameLecturers(state, [of('head', 'head'), of('member', 'member')]), [
    { capacity: 'head', personId: 'head', name: '何静' },
    { capacity: 'member', personId: 'member', name: '苏禾' },
  ]);
  const refused = (...named: NamedLecturer[]) => {
    const answer = nameLecturers(state, named);
    return 'refused' in answer ? [answer.refused, answer.field] : null;
  };
  assert.deepEqual(refused(of('head', 'head'), of('member', 'head')), ['lecturer-named-twice', 'lecturers.1.personId']);
  assert.deepEqual(refused(of('head', 'member')), ['lecturer-without-office', 'lecturers.0.capacity']);
});

test('a script is the lecturer’s own by the lecturer’s word alone', () => {
  const lecture = { isWithdrawn: false, isAbsent: false, version: 1 };
  const script = { text: '讲稿', hasFile: false, isOwn: true };
  assert.deepEqual(handInScript(lecture, script, true), { version: 2, isOwn: true });
  const refused = (...given: Parameters<typeof handInScript>) => {
    const answer = handInScript(...given);
    return 'refused' in answer ? answer.refused : null;
  };
  assert.equal(refused(lecture, script, false), 'only-the-lecturer-says');
  assert.equal(refused(lecture, { ...script, isOwn: false }, false), null);
  assert.equal(refused(lecture, { ...script, text: null }, true), 'script-empty');
  assert.equal(refused({ ...lecture, isWithdrawn: true }, script, true), 'lecture-withdrawn-already');
  assert.equal(refused({ ...lecture, isAbsent: true }, script, true), 'lecturer-marked-absent');
});

test('a form of the kind will do, another lecturer will not, and the script is asked for where the playbook asks', () => {
  const kind = (code: string, countsAs: string | null): ActivityKind => ({
    code,
    title,
    isCollective: true,
    isConcentrated: false,
    isMobilisation: false,
    countsAs,
  });
  const kinds = [kind('lecture', null), kind('special-report', 'lecture'), kind('film', null)];
  const duty: LectureDuty = {
    code: 'head-lecture',
    title,
    by: 'head',
    activityKinds: ['lecture'],
    ownScript: true,
    dueDaysBeforeEnd: 3,
    notForTracks: [],
    exemptCategories: [],
  };
  const given = { kind: 'special-report', capacity: 'head', hasOwnScript: true } as const;
  assert.ok(fulfils(duty, given, kinds));
  assert.ok(!fulfils(duty, { ...given, kind: 'film' }, kinds));
  assert.ok(!fulfils(duty, { ...given, capacity: 'expert' }, kinds));
  assert.ok(!fulfils(duty, { ...given, hasOwnScript: false }, kinds));
  assert.ok(fulfils({ ...duty, ownScript: false }, { ...given, hasOwnScript: false }, kinds));
});

test('a lecture counts for a unit in the stage of its people there, else in that of the lecturer, else in the meeting’s', () => {
  const lines = [
    { personId: 'a', unitId: 'host', stageCode: 'analysis' },
    { personId: 'b', unitId: 'guest', stageCode: 'study' },
  ];
  const meeting = { stageCode: 'analysis', lines };
  assert.deepEqual(stagesOfLecture(meeting, 'host', null), ['analysis']);
  assert.deepEqual(stagesOfLecture(meeting, 'guest', null), ['study']);
  assert.deepEqual(stagesOfLecture(meeting, 'guest', 'a'), ['study'], 'the head of one unit may belong to another');
  assert.deepEqual(stagesOfLecture(meeting, 'elsewhere', 'b'), ['study']);
  assert.deepEqual(stagesOfLecture(meeting, 'elsewhere', 'leader'), ['analysis']);
});
