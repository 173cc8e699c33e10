import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ownJoining } from '../campaign/index.ts';
import { fileOf, planned } from '../organisation/planned.fixture.ts';
import type { RosterSurroundings } from './known-member.ts';
import { memberTable } from './member-rows.ts';
import { planMembers } from './plan-members.ts';

const header = ['编码', '姓名', '出生年', '党支部编码', '单位编码', '身份', '类别', '加入日期', '转入日期', '同一人'];
const sound = ['M9', '王五', '1970', 'B1', 'U1', '正式', '', '1995-07-01', '', '是'];

/** A cell that is wrong whatever stands in the others; some by another cell, which then has to stand. */
const wrong: readonly (readonly [column: number, cell: string, code: string, by?: readonly number[]])[] = [
  [0, 'X1', 'code-taken'],
  [1, '', 'name-missing', [9]],
  [2, '去年', 'year-invalid', [7, 9]],
  [3, 'B9', 'branch-unknown', [7, 9]],
  [4, 'U9', 'unit-not-served'],
  [4, 'U0', 'closed'],
  [5, '坏', 'standing-unknown'],
  [6, '没有的类', 'category-unknown'],
  [6, '复员', 'category-retired'],
  [7, '昨天', 'date-invalid', [8]],
  [7, '1975-07-01', 'joined-too-young', [2, 3]],
  [8, '1994-01-01', 'transferred-before-joining', [7]],
  [9, '也许', 'answer-unknown'],
  [9, '', 'perhaps-appointed', [0, 1, 2, 3]],
];

function faultsOf(row: readonly string[]): readonly string[] {
  const unit = { id: 'U1', code: 'U1', creditCode: null, path: 'p.U1', isHost: true, isBeneath: true };
  const around: RosterSurroundings = {
    base: { name: '石桥镇', isClosed: false },
    branches: [{ id: 'B1', code: 'B1', path: 'q.B1', units: [{ ...unit, joining: ownJoining }] }],
    ownBranch: null,
    members: [
      {
        personId: 'wang',
        code: null,
        name: '王五',
        bornIn: null,
        categories: [],
        may: true,
        hasOpenTransfer: false,
        lastEndedOn: null,
        lastLeftOn: null,
        ended: null,
        appointedAt: [{ name: '中心小学', path: 'p.U1' }],
        membership: null,
      },
    ],
    closed: new Map([['U0', '旧单位']]),
    heldElsewhere: new Set(['X1']),
    namesakesOutside: new Map(),
    unsettled: new Map(),
    categories: [{ code: 'demobbed', title: { zh: '复员', en: 'Demobbed' }, isRetired: true }],
  };
  let next = 0;
  const supplies = { today: '2026-11-20', newId: () => `id${(next += 1)}` };
  const wish = { commit: false, exceptRefused: false };
  const { report } = planned(planMembers(fileOf([header, row], memberTable), around, wish, supplies));
  return report.faults.filter(({ severity }) => severity === 'error').map(({ cell, code }) => `${cell} ${code}`);
}

test('given two cells of a row are wrong, then both are named at once', () => {
  assert.deepEqual(faultsOf(sound), []);
  for (const one of wrong) {
    assert.deepEqual(faultsOf(sound.with(one[0], one[1])), [`${'ABCDEFGHIJ'[one[0]]}2 ${one[2]}`]);
    for (const other of wrong) {
      if (other[0] === one[0] || one[3]?.includes(other[0]) === true || other[3]?.includes(one[0]) === true) continue;
      const row = sound.with(one[0], one[1]).with(other[0], other[1]);
      const told = faultsOf(row).toSorted();
      const expected = [one, other].map(([column, , code]) => `${'ABCDEFGHIJ'[column]}2 ${code}`).toSorted();
      assert.deepEqual(told, expected, row.join());
    }
  }
});
