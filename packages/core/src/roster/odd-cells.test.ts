/** Cells that no roster means: errors of a spreadsheet, formulas, hidden signs, children, and what stands beyond the table. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ownJoining } from '../campaign/index.ts';
import { finish, isRefusal } from '../kernel/index.ts';
import { openFile, plainSheet, type ImportSheet } from '../organisation/index.ts';
import { memberTable } from './member-rows.ts';
import { planMembers } from './plan-members.ts';

const header = ['编码', '姓名', '出生年', '党支部编码', '加入日期'];
const unit = {
  id: 'U1',
  code: 'U1',
  creditCode: null,
  path: 'p.U1',
  isHost: true,
  isBeneath: true,
  joining: ownJoining,
};
const surroundings = {
  base: { name: '石桥镇', isClosed: false },
  branches: [{ id: 'B1', code: 'B1', path: 'q.B1', units: [unit] }],
  ownBranch: null,
  members: [],
  closed: new Map(),
  heldElsewhere: new Set<string>(),
  namesakesOutside: new Map(),
  unsettled: new Map(),
  categories: [],
};

function read(rows: readonly (readonly string[])[], more: Partial<ImportSheet> = {}, columns = header) {
  const file = finish(openFile([{ ...plainSheet([columns, ...rows]), ...more }], memberTable));
  assert.ok(!isRefusal(file));
  let next = 0;
  const supplies = { today: '2026-11-20', newId: () => `id${(next += 1)}` };
  const made = finish(planMembers(file, surroundings, { commit: false, exceptRefused: false }, supplies));
  assert.ok(!isRefusal(made));
  return made;
}

const faults = (...row: string[]) =>
  read([row]).report.faults.map(({ cell, severity, code }) => `${cell} ${severity} ${code}`);
const inBook = { name: '党员' };

test('given an error of a spreadsheet as text, in whichever column, then the cell is refused', () => {
  for (const error of ['#REF!', '#N/A', '#VALUE!', '#DIV/0!', '#NAME?', '#NUM!', '#NULL!', ' #n/a ']) {
    assert.deepEqual(faults('M1', error, '1970', 'B1'), ['B2 error formula-error'], error);
    assert.deepEqual(faults(error, '张三', '1970', 'B1'), ['A2 error formula-error'], error);
    assert.deepEqual(faults('M1', '张三', error, 'B1'), ['C2 error formula-error'], error);
  }
  const { report, plan } = read([['M1', '#REF!', '1970', 'B1']], inBook);
  assert.deepEqual([report.refused, plan.created], [1, []]);
});

test('given a formula in a text file, then it is refused; with the apostrophe of an export it is text', () => {
  for (const formula of ["=cmd|' /C calc'!A0", '=1+1', '@SUM(A1:A9)', "+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0"])
    assert.deepEqual(faults('M1', formula, '1970', 'B1'), ['B2 error formula-typed'], formula);
  assert.deepEqual(faults('M1', "'=HYPERLINK(1)", '1970', 'B1'), ['B2 warning name-odd']);
  const { report } = read([['M1', "=cmd|' /C calc'!A0", '1970', 'B1']], inBook);
  assert.deepEqual(
    report.faults.map(({ cell, severity, code }) => `${cell} ${severity} ${code}`),
    ['B2 warning name-odd'],
    'typed as text into a sheet it is an odd name',
  );
});

test('given a hidden sign that turns the text around, then the cell is refused and the sign is named', () => {
  const [fault] = read([['M1', '张\u202e三', '1970', 'B1']]).report.faults;
  assert.deepEqual(
    [fault?.cell, fault?.code, fault?.params],
    ['B2', 'turning-sign', { found: '张三', sign: 'U+202E' }],
  );
  assert.deepEqual(faults('M1', '\u2066张三\u2069', '1970', 'B1'), ['B2 error turning-sign']);
  const { plan } = read([['M1', '张\u200f三\ufeff', '1970', 'B1']]);
  assert.deepEqual(
    plan.created.map(({ name }) => name),
    ['张三'],
    'a mark that turns nothing is left out',
  );
});

test('given a child, then it is refused with the age; given somebody very old, or an odd name, then it is asked about', () => {
  const [child] = read([['M1', '张三', '2020', 'B1']]).report.faults;
  assert.deepEqual(
    [child?.cell, child?.severity, child?.code, child?.params],
    ['C2', 'error', 'too-young', { found: '2020', age: 6, youngest: 14 }],
  );
  assert.deepEqual(faults('M1', '张三', '2012', 'B1'), []);
  assert.deepEqual(faults('M1', '张三', '2013', 'B1'), ['C2 error too-young']);
  assert.deepEqual(faults('M1', '张三', '1905', 'B1'), ['C2 warning very-old']);
  assert.deepEqual(faults('M1', '张<b>三', '1970', 'B1'), ['B2 warning name-odd']);
  for (const name of ['阿卜杜拉·热合曼', 'Anna-Maria O’Neil', '㛃〇', '张三（小）', '𠮷野', 'Jean Jr.'])
    assert.deepEqual(faults('M1', name, '1970', 'B1'), [], name);
});

test('given a cell beyond the last header, then a row of a text file has shifted; in a sheet the column is told', () => {
  const rows = [
    ['M1', '张三', '1970', 'B1', '', '', '科长'],
    ['M2', '李四', '1970', 'B1', '', '', ' '],
  ];
  const shifted = read(rows);
  assert.deepEqual(
    shifted.report.faults.map(({ cell, code, params }) => [cell, code, params['found']]),
    [['G2', 'beyond-header', '科长']],
  );
  assert.deepEqual([shifted.report.refused, shifted.report.created], [1, 1]);
  const noted = read(rows, inBook);
  assert.deepEqual(
    noted.report.faults.map(({ cell, severity, code }) => [cell, severity, code]),
    [['G2', 'warning', 'column-unnamed']],
  );
  assert.equal(noted.report.created, 2);
  const within = read([['M1', '张三', '科长', '1970', 'B1']], {}, ['编码', '姓名', '', '出生年', '党支部编码']);
  assert.deepEqual(
    within.report.faults.map(({ cell, code }) => [cell, code]),
    [['C2', 'column-unnamed']],
  );
});
