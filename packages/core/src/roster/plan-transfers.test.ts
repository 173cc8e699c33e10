import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ownJoining } from '../campaign/index.ts';
import { fileOf, planned } from '../organisation/planned.fixture.ts';
import type { KnownBranch, KnownMember } from './known-member.ts';
import { memberTable } from './member-rows.ts';
import { planMembers } from './plan-members.ts';

const header = ['编码', '姓名', '党支部编码', '单位编码', '身份', '加入日期', '转入日期'];

function branch(id: string, ...units: string[]): KnownBranch {
  const served = units.map((unit, at) => ({
    id: unit,
    code: unit,
    creditCode: null,
    path: `p.${unit}`,
    isHost: at === 0,
    isBeneath: true,
    joining: ownJoining,
  }));
  return { id, code: id, path: `q.${id}`, units: served };
}

const zhang: KnownMember = {
  personId: 'zhang',
  code: 'M1',
  name: '张三',
  bornIn: 1970,
  categories: [],
  may: true,
  hasOpenTransfer: false,
  lastEndedOn: null,
  ended: null,
  appointedAt: [],
  membership: {
    id: 'was',
    branchId: 'B1',
    unitId: 'U1',
    standing: 'full',
    fromOn: '1995-07-01',
    path: 'p.U1',
    partyPath: 'q.B1',
  },
};

/** One row about one person who is known. */
function plan(row: readonly string[], known: Partial<KnownMember> = {}, ownBranch: KnownBranch | null = null) {
  const members = [{ ...zhang, ...known }];
  const branches = [branch('B1', 'U1', 'U2'), branch('B2', 'U3', 'U1')];
  const supplies = { today: '2026-11-20', newId: () => 'new' };
  const wish = { commit: false, exceptRefused: false };
  const file = fileOf([header, row], memberTable);
  const { plan: made, report } = planned(
    planMembers(
      file,
      {
        base: { name: '石桥镇', isClosed: false },
        branches,
        ownBranch,
        members,
        closed: new Map(),
        heldElsewhere: new Set(),
        categories: [],
      },
      wish,
      supplies,
    ),
  );
  return { ...made, report, faults: report.faults.map(({ cell, code }) => `${cell} ${code}`) };
}

describe('a row that names another place than the member’s present one', () => {
  test('given another branch, then the member is transferred to its host unit from the day that is given', () => {
    const { transfers, changed, figures, report, faults } = plan([
      'M1',
      '张三',
      'B2',
      '',
      '',
      '1995-07-01',
      '2026-11-02',
    ]);
    const [only] = transfers;
    assert.deepEqual(
      [only?.from.id, only?.on, only?.to],
      ['was', '2026-11-02', { membershipId: 'new', branchId: 'B2', unitId: 'U3', path: 'p.U3', partyPath: 'q.B2' }],
    );
    assert.deepEqual([changed, figures], [[], []], 'the transfer sees to the figures');
    assert.deepEqual([report.transferred, report.updated, report.unchanged], [1, 0, 0]);
    assert.deepEqual(faults, ['C2 is-transferred']);
  });

  test('given another unit of the same branch, then the unit changes, today where no day is given', () => {
    const { transfers, faults } = plan(['M1', '张三', '', 'U2', '', '', '']);
    assert.deepEqual(
      transfers.map(({ on, to: { branchId, unitId } }) => [on, branchId, unitId]),
      [['2026-11-20', 'B1', 'U2']],
    );
    assert.deepEqual(faults, ['D2 is-transferred']);
  });

  test('given the roster of a branch itself, then a row that names no branch belongs there', () => {
    const { transfers } = plan(['M1', '张三', '', '', '', '', ''], {}, branch('B2', 'U3', 'U1'));
    assert.deepEqual(
      transfers.map(({ to }) => to.branchId),
      ['B2'],
    );
  });

  test('given another standing too, then it changes at the new place, and the figures there', () => {
    const { transfers, changed, figures, report } = plan(['M1', '张三', 'B2', '', '申请人', '', '']);
    assert.equal(transfers.length, 1);
    assert.deepEqual(
      changed.map(({ membershipId, standing, fromOn }) => [membershipId, standing, fromOn]),
      [['new', 'applicant', '2026-11-20']],
    );
    assert.deepEqual(figures, [{ measure: 'members', amount: -1, path: 'p.U3', partyPath: 'q.B2' }]);
    assert.deepEqual([report.transferred, report.updated], [1, 0]);
  });

  test('given a day that cannot be, or a transfer that is open, then the row is refused', () => {
    assert.deepEqual(plan(['M1', '张三', 'B2', '', '', '', '1995-06-30']).faults, ['G2 transfer-too-early']);
    assert.deepEqual(plan(['M1', '张三', 'B2', '', '', '', '2026-11-21']).faults, ['G2 date-in-future']);
    assert.deepEqual(plan(['M1', '张三', 'B2', '', '', '', '明天']).faults, ['G2 date-invalid']);
    assert.deepEqual(plan(['M1', '张三', 'B2', '', '', '', ''], { hasOpenTransfer: true }).faults, [
      'C2 transfer-open',
    ]);
    assert.deepEqual(plan(['M1', '张三', 'B1', '', '', '', ''], { hasOpenTransfer: true }).faults, []);
  });

  test('given a member who is not the importer’s to manage, then a transfer has to be proposed there', () => {
    assert.deepEqual(plan(['M1', '张三', 'B2', '', '', '', ''], { may: false }).faults, ['C2 branch-change']);
    assert.deepEqual(plan(['M1', '张三', 'B1', '', '', '', ''], { may: false }).faults, ['A2 beyond-authority']);
  });

  test('given the same row again, then nothing changes: an older day of joining was that of the branch before', () => {
    const there = {
      ...zhang.membership!,
      branchId: 'B2',
      unitId: 'U3',
      path: 'p.U3',
      partyPath: 'q.B2',
      fromOn: '2026-11-02',
    };
    const known = { membership: there, lastEndedOn: '2026-11-02' };
    const again = plan(['M1', '张三', 'B2', '', '', '1995-07-01', '2026-11-02'], known);
    assert.deepEqual([again.report.unchanged, again.transfers, again.changed], [1, [], []]);
    assert.deepEqual(again.faults, ['F2 joined-before-leaving']);
  });
});
