import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ownJoining } from '../campaign/index.ts';
import { fileOf, planned } from '../organisation/planned.fixture.ts';
import type { KnownMember } from './known-member.ts';
import { judgeLastMember, type Unsettled } from './last-member.ts';
import { memberTable } from './member-rows.ts';
import { planMembers } from './plan-members.ts';
import type { Standing } from './member-words.ts';

const unitIds = ['U1', 'U2', 'U3'];
const failed: Unsettled = {
  unitId: 'U1',
  name: '社区',
  voteFails: true,
  orders: 0,
  dueOn: null,
  members: 1,
  onlyMember: 'A',
};
const ordered: Unsettled = {
  ...failed,
  unitId: 'U2',
  name: '小学',
  voteFails: false,
  orders: 2,
  dueOn: '2026-12-01',
  onlyMember: 'B',
};

function member(code: string, unit: string, standing: Standing = 'full'): KnownMember {
  const on = '1995-07-01';
  const place = { branchId: `B-${unit}`, unitId: unit, path: `p.${unit}`, partyPath: `q.${unit}` };
  return {
    personId: code,
    code,
    name: code,
    bornIn: 1970,
    categories: [],
    may: true,
    hasOpenTransfer: false,
    lastEndedOn: null,
    lastLeftOn: null,
    ended: null,
    appointedAt: [],
    membership: { id: `m-${code}`, ...place, standing, fromOn: on, joinedOn: on },
  };
}

/** Rows of a code, the branch of a unit, and a standing. */
function plan(members: readonly KnownMember[], unsettled: readonly Unsettled[], ...rows: readonly string[][]) {
  const branches = unitIds.map((id) => {
    const unit = {
      id,
      code: id,
      creditCode: null,
      path: `p.${id}`,
      isHost: true,
      isBeneath: true,
      joining: ownJoining,
    };
    return { id: `B-${id}`, code: id, path: `q.${id}`, units: [unit] };
  });
  const cells = rows.map(([code = '', unit = '', standing = '']) => [code, code, unit, standing]);
  const { plan: made, report } = planned(
    planMembers(
      fileOf([['编码', '姓名', '党支部编码', '身份'], ...cells], memberTable),
      {
        base: { name: '石桥镇', isClosed: false },
        branches,
        ownBranch: null,
        members,
        closed: new Map(),
        heldElsewhere: new Set(),
        namesakesOutside: new Map(),
        unsettled: new Map(unsettled.map((each) => [each.unitId, each])),
        categories: [],
      },
      { commit: true, exceptRefused: true },
      { today: '2026-11-20', newId: () => 'new' },
    ),
  );
  const said = report.faults.filter(({ code }) => code !== 'is-transferred').map(({ cell, code }) => `${cell} ${code}`);
  return { ...made, report, said };
}

describe('the last member of a unit that has something to settle', () => {
  test('given one row, then it is refused, and nothing of it is written', () => {
    const { transfers, changed, figures, report, said } = plan([member('A', 'U1')], [failed], ['A', 'U3', '申请人']);
    assert.deepEqual([transfers, changed, figures, report.refused], [[], [], [], 1]);
    assert.deepEqual(said, ['C2 last-member-vote-failed']);
  });

  test('given two of two, then the later row is refused, and the first says that the vote failed', () => {
    const two = { ...failed, members: 2, onlyMember: null };
    const { transfers, said } = plan([member('A', 'U1'), member('C', 'U1')], [two], ['C', 'U3'], ['A', 'U3']);
    assert.deepEqual(
      transfers.map(({ personId }) => personId),
      ['C'],
    );
    assert.deepEqual(said, ['C2 leaves-failed-vote', 'C3 last-member-vote-failed']);
  });

  test('given another who comes, in whichever row, then nobody is refused', () => {
    const members = [member('A', 'U1'), member('C', 'U3')];
    const { report } = plan(members, [failed], ['A', 'U3'], ['C', 'U1']);
    assert.deepEqual([report.refused, report.transferred], [0, 2]);
  });

  test('given the one who would come is refused, then whoever would go for that is as well', () => {
    const members = [member('A', 'U1'), member('B', 'U2')];
    const { transfers, said } = plan(members, [failed, ordered], ['B', 'U3'], ['A', 'U2']);
    assert.deepEqual(transfers, []);
    assert.deepEqual(said.toSorted(), ['C2 last-member-orders-open', 'C3 last-member-vote-failed']);
  });

  test('given an applicant, or a unit that has settled everything, then they go', () => {
    const members = [member('A', 'U1', 'applicant'), member('B', 'U2')];
    const { report } = plan(members, [{ ...failed, members: 0 }], ['A', 'U3'], ['B', 'U3']);
    assert.deepEqual([report.refused, report.transferred], [0, 2]);
  });

  test('given a single transfer, then it is refused unless the unit stays the same', () => {
    const code = (personId: string, to: string) => judgeLastMember(ordered, personId, to)?.refused ?? null;
    assert.deepEqual(
      [code('B', 'U3'), code('B', 'U2'), code('C', 'U3'), judgeLastMember(null, 'B', 'U3')],
      ['last-member-orders-open', null, null, null],
    );
    assert.deepEqual(judgeLastMember(ordered, 'B', 'U3')?.params, { unit: '小学', orders: 2, dueOn: '2026-12-01' });
  });
});
