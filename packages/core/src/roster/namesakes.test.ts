import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ownJoining } from '../campaign/index.ts';
import { fileOf, planned } from '../organisation/planned.fixture.ts';
import type { KnownBranch, KnownMember } from './known-member.ts';
import { memberTable } from './member-rows.ts';
import { planMembers } from './plan-members.ts';

function branch(id: string): KnownBranch {
  const unit = { id: `U${id}`, code: null, creditCode: null, path: `p.${id}`, isHost: true, isBeneath: true };
  return { id, code: id, path: `q.${id}`, units: [{ ...unit, joining: ownJoining }] };
}

type Row = readonly [code: string, bornIn: string, branch: string];

/** Rows of one name. */
function plan(rows: readonly Row[], members: readonly KnownMember[] = [], outside: readonly [string, number][] = []) {
  let next = 0;
  const lines = rows.map(([code, bornIn, at]) => [code, '张三', bornIn, at, '2000-01-01']);
  return planned(
    planMembers(
      fileOf([['编码', '姓名', '出生年', '党支部编码', '加入日期'], ...lines], memberTable),
      {
        base: { name: '石桥镇', isClosed: false },
        branches: [branch('B1'), branch('B2')],
        ownBranch: null,
        members,
        closed: new Map(),
        heldElsewhere: new Set(),
        namesakesOutside: new Map(outside),
        unsettled: new Map(),
        categories: [],
      },
      { commit: false, exceptRefused: false },
      { today: '2026-11-20', newId: () => `id${(next += 1)}` },
    ),
  );
}

const untouched = {
  may: true,
  hasOpenTransfer: false,
  lastEndedOn: null,
  lastLeftOn: null,
  ended: null,
  appointedAt: [],
};

function afterwards(rows: readonly Row[]): KnownMember[] {
  return plan(rows).plan.created.map(
    ({ membershipId: id, personId, code, name, bornIn, categories, ...membership }) => ({
      ...untouched,
      personId,
      code,
      name,
      bornIn,
      categories,
      membership: { id, ...membership },
    }),
  );
}

function warned(rows: readonly Row[], members: readonly KnownMember[] = []): readonly string[] {
  return plan(rows, members).report.faults.map(
    ({ cell, code, params }) => `${cell} ${code} ${params['row'] ?? params['count'] ?? ''}`,
  );
}

describe('somebody new who may be known', () => {
  const known = afterwards([['M1', '1970', 'B1']]);

  test('given one of the name in another branch, then the row is warned of unless year or code tell them apart', () => {
    assert.deepEqual(warned([['', '1970', 'B2']], known), ['B2 namesake 1']);
    assert.deepEqual(warned([['', '', 'B2']], known), ['B2 namesake 1']);
    assert.deepEqual(warned([['M9', '1970', 'B2']], known), ['B2 namesake 1'], 'another branch may give another code');
    assert.deepEqual(warned([['', '1971', 'B2']], known), []);
    assert.deepEqual(warned([['M9', '', 'B2']], known), []);
  });

  test('given who left another branch, then the row is warned of', () => {
    const ended = { reason: 'left', on: '2020-01-01', branchId: 'B1' } as const;
    const left = known.map((each) => ({ ...each, membership: null, ended }));
    assert.deepEqual(warned([['', '1970', 'B2']], left), ['B2 namesake 1']);
  });

  test('given two rows for two branches, then the later one names the earlier, and both come in', () => {
    const rows: readonly Row[] = [
      ['', '1970', 'B1'],
      ['', '1970', 'B2'],
    ];
    assert.deepEqual(warned(rows), ['B3 namesake-in-file 2']);
    assert.equal(plan(rows).report.created, 2);
    assert.deepEqual(warned(rows, afterwards(rows)), ['B2 matched-by-name ', 'B3 matched-by-name '], 'nobody is new');
    const coded = warned([
      ['M1', '1970', 'B1'],
      ['M2', '1970', 'B2'],
    ]);
    assert.deepEqual(coded, [], 'two codes in one file are two people');
  });

  test('given people outside the node, then they count', () => {
    const { faults } = plan([['', '1970', 'B2']], [], [['张三 1970 ', 3]]).report;
    assert.deepEqual(
      faults.map(({ code, params }) => [code, params['count']]),
      [['namesake', 3]],
    );
  });
});
