import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ownWords } from './file-words.ts';
import { known } from './known-organisation.fixture.ts';
import { organisationTable } from './organisation-rows.ts';
import { planOrganisations } from './plan-organisations.ts';
import { fileOf, planned } from './planned.fixture.ts';

const header = ['编码', '名称', '种类', '上级编码', '所属单位编码', '类别', '统一社会信用代码', '状态', '成立日期'];
const sound = ['B9', '第九支部', '党支部', 'C1', 'U1', '', '', '', ''];

/** A cell that is wrong whatever stands in the others. */
const wrong: readonly (readonly [column: number, cell: string, code: string])[] = [
  [0, 'B 9', 'code-form'],
  [0, 'X1', 'code-taken'],
  [1, '', 'name-missing'],
  [2, '党支', 'kind-unknown'],
  [3, 'NOPE', 'parent-unknown'],
  [4, 'NOPE', 'unit-unknown'],
  [5, '没有的类', 'class-unknown'],
  [5, '行会', 'class-retired'],
  [6, '91350100M000100Y44', 'credit-code-check'],
  [7, '坏', 'state-unknown'],
  [8, '昨天', 'date-invalid'],
];

function faultsOf(row: readonly string[]): readonly string[] {
  const party = known('qroot', 'committee', { code: null });
  const place = known('proot', 'region', { code: null });
  const committee = known('C1', 'committee', { parentId: 'qroot', path: 'qroot.C1' });
  const unit = known('U1', 'unit', { parentId: 'proot', path: 'proot.U1' });
  const around = {
    base: place,
    counterpart: party,
    known: [place, party, committee, unit],
    classes: [{ code: 'guild', parentCode: null, title: { zh: '行会', en: 'Guilds' }, isRetired: true }],
    words: ownWords,
    heldElsewhere: new Set(['X1']),
  };
  let next = 0;
  const supplies = { today: '2026-11-20', newId: () => `new${(next += 1)}`, newLabel: () => `l${(next += 1)}` };
  const wish = { commit: false, exceptRefused: false };
  const { report } = planned(planOrganisations(fileOf([header, row], organisationTable), around, wish, supplies));
  return report.faults.map(({ cell, code }) => `${cell} ${code}`);
}

test('given two cells of a row are wrong, then both are named at once', () => {
  assert.deepEqual(faultsOf(sound), []);
  for (const one of wrong) {
    for (const other of wrong.filter(([column]) => column !== one[0])) {
      const row = sound.with(one[0], one[1]).with(other[0], other[1]);
      const told = faultsOf(row);
      for (const [column, , code] of [one, other])
        assert.ok(told.includes(`${'ABCDEFGHI'[column]}2 ${code}`), `${code} in ${row.join()}: ${told.join()}`);
    }
  }
});
