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
  lastLeftOn: null,
  ended: null,
  appointedAt: [],
  membership: {
    id: 'was',
    branchId: 'B1',
    unitId: 'U1',
    standing: 'full',
    fromOn: '1995-07-01',
    joinedOn: '1995-07-01',
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
        namesakesOutside: new Map(),
        unsettled: new Map(),
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

  test('given a row that is refused for another reason, then nobody is transferred by it', () => {
    const { transfers, faults } = plan(['M1', '张三', 'B2', '', '', '1980-07-01', '']);
    assert.deepEqual(transfers, []);
    assert.ok(faults.includes('F2 joined-too-young'));
  });

  test('given a member who is not the importer’s to manage, then a transfer has to be proposed there', () => {
    assert.deepEqual(plan(['M1', '张三', 'B2', '', '', '', ''], { may: false }).faults, ['C2 branch-change']);
    assert.deepEqual(plan(['M1', '张三', 'B1', '', '', '', ''], { may: false }).faults, ['A2 beyond-authority']);
  });

  test('given the same row again, then nothing changes: the day of joining came along', () => {
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
    assert.deepEqual(again.faults, []);
  });
});

describe('the day of joining', () => {
  const moved = {
    membership: { ...zhang.membership!, fromOn: '2026-11-02' },
    lastEndedOn: '2026-11-02',
  };
  const days = ({ changed }: ReturnType<typeof plan>) => changed.map(({ joinedOn, fromOn }) => [joinedOn, fromOn]);
  const row = (joinedOn: string, transferredOn = '') => ['M1', '张三', 'B1', '', '', joinedOn, transferredOn];

  test('given a transfer, then it stays, and what the row says of it is taken', () => {
    const into = ['M1', '张三', 'B2', '', ''];
    assert.deepEqual(days(plan([...into, '1996-07-01', '2026-11-02'])), [['1996-07-01', '2026-11-02']]);
    const onTheDay = plan([...into, '2026-11-02', '2026-11-02']);
    assert.deepEqual([days(onTheDay), onTheDay.faults], [[], ['C2 is-transferred', 'F2 joined-after-transfer']]);
    const contrary = plan([...into, '2026-11-03', '2026-11-02']);
    assert.deepEqual(contrary.faults, ['C2 is-transferred', 'G2 transferred-before-joining']);
  });

  test('given who was transferred, then it is corrected alone, and not to a day since', () => {
    assert.deepEqual(days(plan(row('1994-07-01'), moved)), [['1994-07-01', '2026-11-02']]);
    for (const day of ['2026-11-02', '2026-11-10']) {
      const kept = plan(row(day), moved);
      assert.deepEqual([days(kept), kept.faults], [[], ['F2 joined-after-transfer']], 'as older exports say it');
    }
  });

  test('given who was not, then the membership begins on it', () => {
    assert.deepEqual(days(plan(row('1994-07-01'))), [['1994-07-01', '1994-07-01']]);
    const sameDay = { membership: { ...zhang.membership!, fromOn: '2026-11-02', joinedOn: '2026-11-02' } };
    const known = { ...sameDay, lastEndedOn: '2026-11-02' };
    assert.deepEqual(days(plan(row('1994-07-01'), known)), [['1994-07-01', '2026-11-02']], 'transferred on that day');
  });

  test('given who left and came back, then it is not before', () => {
    const back = { membership: { ...zhang.membership!, fromOn: '2026-11-02', joinedOn: '2026-11-02' } };
    const again = plan(row('1995-07-01'), { ...back, lastEndedOn: '2020-01-01', lastLeftOn: '2020-01-01' });
    assert.deepEqual([days(again), again.faults], [[], ['F2 joined-before-leaving']]);
  });

  test('given somebody new, then both days are as the row says', () => {
    const newcomer = (joinedOn: string, transferredOn: string) =>
      plan(['M2', '李四', 'B1', '', '', joinedOn, transferredOn]).created.map((one) => [one.joinedOn, one.fromOn]);
    assert.deepEqual(newcomer('1995-07-01', '2026-11-02'), [['1995-07-01', '2026-11-02']]);
    assert.deepEqual(newcomer('1995-07-01', ''), [['1995-07-01', '1995-07-01']]);
    assert.deepEqual(newcomer('', '2026-11-02'), [['2026-11-02', '2026-11-02']]);
    assert.deepEqual(newcomer('', ''), [['2026-11-20', '2026-11-20']]);
    assert.deepEqual(newcomer('2026-11-03', '2026-11-02'), []);
  });
});
