/** How old members are when they join: as the playbook of the place says, and where none does, no child and nobody unborn. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ownJoining, type JoiningRule } from '../campaign/index.ts';
import { ownWords, sayFault } from '../organisation/index.ts';
import { fileOf, planned } from '../organisation/planned.fixture.ts';
import { memberSentences } from './fault-sentences.ts';
import { tooYoungToJoin } from './joining-age.ts';
import type { KnownBranch, KnownMember } from './known-member.ts';
import { memberTable } from './member-rows.ts';
import { addMember } from './new-member.ts';
import { correctPerson } from './person-correction.ts';
import { planMembers } from './plan-members.ts';
import { changeStanding } from './standing.ts';

const party: JoiningRule = { least: 18, since: '1949-10-01' };
const hospital: JoiningRule = { least: 16, since: '1995-01-01' };
const school: JoiningRule = { least: 6, since: null };
const today = '2026-11-20';

const header = ['编码', '姓名', '出生年', '党支部编码', '身份', '加入日期'];
const wish = { commit: false, exceptRefused: false };

function branch(id: string, joining: JoiningRule): KnownBranch {
  const unit = { id: `U${id}`, code: `U${id}`, creditCode: null, path: `p.${id}`, isHost: true, isBeneath: true };
  return { id, code: id, path: `q.${id}`, units: [{ ...unit, joining }] };
}

function read(row: readonly string[], members: readonly KnownMember[] = []) {
  const surroundings = {
    base: { name: '石桥镇', isClosed: false },
    branches: [branch('B1', party), branch('B2', hospital), branch('B3', school), branch('B4', ownJoining)],
    ownBranch: null,
    members,
    closed: new Map(),
    heldElsewhere: new Set<string>(),
    namesakesOutside: new Map(),
    unsettled: new Map(),
    categories: [],
  };
  const supplies = { today, newId: () => 'new' };
  return planned(planMembers(fileOf([header, row], memberTable), surroundings, wish, supplies)).report.faults;
}

const faults = (branchCode: string, bornIn: string, fromOn: string, standing = '') =>
  read(['M1', '张三', bornIn, branchCode, standing, fromOn]).map(({ cell, code }) => `${cell} ${code}`);
const tooYoung = ['F2 joined-too-young'];

describe('given a playbook that says how old members are when they join', () => {
  test('a row that makes somebody younger is refused at its cell, with the age and what is asked', () => {
    const [unborn] = read(['M1', '张三', '1970', 'B1', '', '1965-03-01']);
    assert.deepEqual(
      [unborn?.cell, unborn?.severity, unborn?.code, unborn?.params],
      ['F2', 'error', 'joined-too-young', { found: '1965-03-01', on: '1965-03-01', age: -5, least: 18 }],
    );
    assert.deepEqual(faults('B1', '1970', '1987-12-31'), tooYoung);
    assert.deepEqual(faults('B1', '1970', '1988-01-01'), []);
    assert.deepEqual(faults('B1', '', '1965-03-01'), [], 'nothing is known of the age');
  });
  test('who has only applied, or joined before the rule held, may be younger, and is no child', () => {
    assert.deepEqual(faults('B1', '1970', '1985-07-01', '申请人'), []);
    assert.deepEqual(faults('B1', '1930', '1945-08-15'), [], 'in the war');
    assert.deepEqual(faults('B1', '1932', '1945-08-15'), tooYoung);
  });
  test('one rule is nothing to another trade: at each branch of a file its own holds', () => {
    assert.deepEqual(faults('B2', '1990', '2006-07-01'), [], 'sixteen, in a hospital');
    assert.deepEqual(faults('B2', '1990', '2005-07-01'), tooYoung);
    assert.deepEqual(faults('B2', '1975', '1990-07-01'), [], 'before the law');
    assert.deepEqual(faults('B3', '2018', '2025-09-01'), [], 'a pupil');
    assert.deepEqual(faults('B3', '2021', '2026-09-01'), ['C2 too-young']);
    assert.deepEqual(faults('B1', '2018', '2025-09-01'), ['C2 too-young'], 'and no pupil is in another branch');
  });
  test('who joins today without a day being named is asked too, at the year', () => {
    assert.deepEqual(faults('B1', '2009', ''), ['C2 joined-too-young']);
    assert.deepEqual(faults('B1', '2008', ''), []);
    assert.deepEqual(faults('B1', '2009', '', '申请人'), []);
    assert.deepEqual(faults('B2', '2009', ''), []);
  });
  test('the sentence names the day, the age and what is asked, in both languages', () => {
    const [fault] = read(['M1', '张三', '1970', 'B1', '', '1987-12-31']);
    assert.ok(fault !== undefined);
    assert.equal(
      sayFault(fault, memberSentences, 'zh', ownWords),
      '1987-12-31 加入时才 17 岁（按出生年算），至少要满 18 岁；请核对加入日期和出生年',
    );
    assert.equal(
      sayFault(fault, memberSentences, 'en', ownWords),
      'That makes them 17 years old when they joined on 1987-12-31, by the year of birth; they are 18 at least. Check both',
    );
  });
});

describe('given no playbook that says so', () => {
  test('nobody unborn is taken, nor a child; from fourteen on the roster does not ask', () => {
    assert.deepEqual(faults('B4', '1970', '1969-12-31'), tooYoung);
    assert.deepEqual(faults('B4', '1970', '1983-12-31'), tooYoung);
    assert.deepEqual(faults('B4', '1970', '1984-01-01'), []);
    assert.deepEqual(faults('B4', '2013', ''), ['C2 too-young']);
  });
  test('a row that names no branch there is judged so too', () => {
    assert.deepEqual(faults('B9', '2020', ''), ['D2 branch-unknown', 'C2 too-young']);
  });
});

test('whatever is asked, nobody joined before birth', () => {
  const unborn = { bornIn: 1970, joinedOn: '1969-12-31', standing: 'full' } as const;
  assert.deepEqual(tooYoungToJoin(unborn, { least: 0, since: null }), { age: -1, least: 0 });
  assert.deepEqual(tooYoungToJoin(unborn, { least: 0, since: '1990-01-01' }), { age: -1, least: 0 });
});

test('somebody whom the roster has already is not asked about anew', () => {
  const membership = { id: 'm', branchId: 'B1', unitId: 'UB1', path: 'p.B1', partyPath: 'q.B1' };
  const young: KnownMember = {
    personId: 'zhang',
    code: 'M1',
    name: '张三',
    bornIn: 1970,
    categories: [],
    may: true,
    hasOpenTransfer: false,
    lastEndedOn: null,
    lastLeftOn: null,
    ended: null,
    appointedAt: [],
    membership: { ...membership, standing: 'full', fromOn: '1986-07-01', joinedOn: '1986-07-01' },
  };
  assert.deepEqual(read(['M1', '张三', '1970', 'B1', '', '1986-07-01'], [young]), []);
  const pupil = { ...young, bornIn: 2018 };
  assert.deepEqual(read(['M1', '张三', '2018', 'B1', '', '1986-07-01'], [pupil]), [], 'from when a school ran one');
  const [fault] = read(['M1', '张三', '1971', 'B1', '', ''], [young]);
  assert.deepEqual([fault?.cell, fault?.code], ['C2', 'joined-too-young']);
});

describe('given one person and a form', () => {
  const code = (answer: object | null) => (answer !== null && 'refused' in answer ? answer.refused : null);
  test('whoever is added is held to the rule of the place', () => {
    const state = { known: null, namesakes: 0, unitId: 'U1', categories: [] };
    const joining = (rule: JoiningRule, bornIn: number, fromOn: string | null = null) =>
      addMember(
        { ...state, joining: rule },
        { bornIn, categories: [], fromOn, standing: 'full', isSomebodyElse: false },
        today,
      );
    assert.deepEqual(joining(party, 2009), {
      refused: 'joined-too-young',
      params: { age: 17, least: 18 },
      field: 'bornIn',
    });
    assert.equal(code(joining(hospital, 2009)), null);
    assert.equal(code(joining(party, 1980, '1997-12-31')), 'joined-too-young');
    assert.equal(code(joining(ownJoining, 1980, '1997-12-31')), null);
    assert.equal(code(joining(school, 2019)), null);
    assert.equal(code(joining(party, 2019)), 'year-invalid');
  });
  test('so is who is taken in from among the applicants, and whose year is corrected', () => {
    const applicant = { standing: 'applicant', fromOn: '2025-07-01', bornIn: 2009, lastChangedOn: null } as const;
    const to = (joining: JoiningRule) =>
      code(
        changeStanding({ ...applicant, joining }, { standing: 'probationary', on: '2026-07-01', note: null }, today),
      );
    assert.deepEqual([to(party), to(hospital)], ['joined-too-young', null]);
    const before = { name: '唐晓棠', bornIn: 1980, categories: [] };
    const membership = { joinedOn: '1999-07-01', standing: 'full' } as const;
    const corrected = (joining: JoiningRule) =>
      code(
        correctPerson(
          before,
          { ...before, bornIn: 1983 },
          { reason: '身份证为准', known: [], today, membership, joining },
        ),
      );
    assert.deepEqual([corrected(party), corrected(hospital)], ['joined-too-young', null]);
  });
});
