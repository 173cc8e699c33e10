import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { finish } from '../kernel/index.ts';
import { known } from './known-organisation.fixture.ts';
import type { KnownOrganisation, OrganisationSurroundings } from './known-organisation.ts';
import { treeOf, type Kind } from './organisation-kinds.ts';
import type { OrganisationPlan } from './organisation-plan.ts';
import { organisationTable } from './organisation-rows.ts';
import { ownWords } from './file-words.ts';
import { planOrganisations, type ImportWish } from './plan-organisations.ts';
import { fileOf, planned } from './planned.fixture.ts';
import { writeOrganisations } from './write-organisations.ts';

const header = ['编码', '名称', '种类', '上级编码', '所属单位编码', '统一社会信用代码', '状态', '声明党员数'];
const dry: ImportWish = { commit: false, exceptRefused: false };

const place = known('proot', 'region', { code: null });
const party = known('qroot', 'committee', { code: null });

const classes: OrganisationSurroundings['classes'] = [
  { code: 'school', parentCode: null, title: { zh: '各类学校', en: 'Schools' }, isRetired: false },
  {
    code: 'rural-primary-school',
    parentCode: 'school',
    title: { zh: '农村小学校', en: 'Rural primary schools' },
    isRetired: false,
  },
  { code: 'guild', parentCode: null, title: { zh: '行会', en: 'Guilds' }, isRetired: true },
];

function around(...others: KnownOrganisation[]): OrganisationSurroundings {
  return {
    base: place,
    counterpart: party,
    known: [place, party, ...others],
    classes,
    words: ownWords,
    heldElsewhere: new Set(),
  };
}

function plan(rows: readonly (readonly string[])[], surroundings = around(), wish = dry) {
  let next = 0;
  const supplies = {
    today: '2026-11-20',
    newId: () => `new${(next += 1)}`,
    newLabel: () => `l${(next += 1)}`,
  };
  return planned(planOrganisations(fileOf([header, ...rows], organisationTable), surroundings, wish, supplies));
}

function faultsOf(rows: readonly (readonly string[])[], surroundings = around()): readonly string[] {
  return plan(rows, surroundings).report.faults.map(({ cell, code }) => `${cell} ${code}`);
}

/** What the database holds after a plan was carried out. */
function afterwards(before: OrganisationSurroundings, done: OrganisationPlan): OrganisationSurroundings {
  const created = done.created.map((each) =>
    known(each.id, each.kind, {
      ...each,
      linked: done.linked.get(each.id) ?? [],
      stated: done.claims.find((claim) => claim.organisationId === each.id)?.stated ?? null,
      serves: done.begun
        .filter((link) => link.branchId === each.id)
        .map(({ unitId, isHost }) => ({ unitId, isHost, hasMembers: false })),
    }),
  );
  return { ...before, known: [...before.known, ...created] };
}

function exported({ known: all, base, counterpart }: OrganisationSurroundings): readonly (readonly string[])[] {
  const byId = new Map(all.map((each) => [each.id, each]));
  const written = all
    .filter((each) => each !== base && each !== counterpart)
    .map((each) => ({
      ...each,
      className: classes.find(({ code }) => code === each.classCode)?.title.zh ?? null,
      unitCodes: each.serves
        .toSorted((a, b) => Number(b.isHost) - Number(a.isHost))
        .map(({ unitId }) => byId.get(unitId)!.code!),
    }));
  return writeOrganisations(written, ({ parentId }) => byId.get(parentId!)!.code ?? '', ownWords);
}

const town = [
  ['B1', '学校党支部', '党支部', 'C1', 'U1、U2'],
  ['U1', '中心小学', '单位', 'R1'],
  ['U2', '卫生院', 'unit', 'R1', '', '91350100M000100Y43', '', '２２０'],
  ['C1', '镇党委', '党委', ''],
  ['R1', '石桥镇', '地区', ''],
];

describe('importing organisations', () => {
  test('given parents and units later in the file, then all are made in both trees', () => {
    const { report, plan: made } = plan(town);
    assert.deepEqual([report.created, report.refused, report.faults], [5, 0, []]);
    const by = new Map(made.created.map((each) => [each.code, each]));
    assert.equal(by.get('R1')!.parentId, 'proot');
    assert.equal(by.get('C1')!.parentId, 'qroot');
    assert.ok(by.get('U1')!.path.startsWith(`${by.get('R1')!.path}.`));
    assert.deepEqual(made.linked.get(by.get('U2')!.id), [by.get('B1')!.path]);
    assert.deepEqual(made.linked.get(by.get('B1')!.id), [by.get('U1')!.path, by.get('U2')!.path].toSorted());
    assert.deepEqual(
      made.begun.map(({ unitId, isHost }) => [unitId, isHost]),
      [
        [by.get('U1')!.id, true],
        [by.get('U2')!.id, false],
      ],
    );
    assert.deepEqual(
      made.claims.map(({ organisationId, stated }) => [organisationId, stated]),
      [[by.get('U2')!.id, 220]],
    );
    assert.deepEqual(
      made.figures.find(({ measure }) => measure === 'branches'),
      {
        measure: 'branches',
        amount: 1,
        path: by.get('U1')!.path,
        partyPath: by.get('B1')!.path,
      },
    );
  });

  test('given the same file again, then nothing changes', () => {
    const first = plan(town);
    const again = plan(town, afterwards(around(), first.plan));
    assert.deepEqual([again.report.unchanged, again.report.created, again.report.updated], [5, 0, 0]);
    assert.deepEqual([again.plan.changed, again.plan.begun, again.plan.ended, again.plan.linked.size], [[], [], [], 0]);
  });

  test('given a new name under the same code, then it is updated and not duplicated', () => {
    const after = afterwards(around(), plan(town).plan);
    const again = plan([['R1', '石桥街道', '地区', '']], after);
    assert.deepEqual([again.report.updated, again.plan.changed[0]!.name], [1, '石桥街道']);
  });

  test('given no code, then the credit code, else the name beneath the parent finds it', () => {
    const unit = known('U', 'unit', {
      parentId: 'proot',
      path: 'proot.u',
      code: null,
      creditCode: '91350100M000100Y43',
      name: '厂',
    });
    assert.equal(
      plan([['', '新厂', '单位', '', '', '91350100M000100Y43']], around(unit)).plan.changed[0]!.name,
      '新厂',
    );
    assert.equal(plan([['N7', '厂', '单位']], around(unit)).plan.changed[0]!.code, 'N7');
  });

  test('given another host, then the figure moves among the places and both units are linked anew', () => {
    const after = afterwards(around(), plan(town).plan);
    const { plan: moved, report } = plan([['B1', '学校党支部', '党支部', 'C1', 'U2']], after);
    const id = (code: string) => after.known.find((each) => each.code === code)!;
    assert.equal(report.updated, 1);
    assert.deepEqual(moved.ended.map(({ unitId }) => unitId).toSorted(), [id('U1').id, id('U2').id].toSorted());
    assert.deepEqual(
      moved.begun.map(({ unitId, isHost }) => [unitId, isHost]),
      [[id('U2').id, true]],
    );
    assert.deepEqual(moved.linked.get(id('U1').id), []);
    assert.deepEqual(moved.linked.get(id('B1').id), [id('U2').path]);
    assert.deepEqual(moved.figures, [
      { measure: 'branches', partyPath: null, amount: -1, path: id('U1').path },
      { measure: 'branches', partyPath: null, amount: 1, path: id('U2').path },
    ]);
  });

  test('given a unit with members of the branch, then the branch cannot leave it', () => {
    const unit = known('U1', 'unit', { parentId: 'proot', path: 'proot.u1' });
    const other = known('U2', 'unit', { parentId: 'proot', path: 'proot.u2' });
    const serves = [{ unitId: 'U1', isHost: true, hasMembers: true }];
    const branch = known('B1', 'branch', { parentId: 'qroot', path: 'qroot.b1', serves });
    assert.deepEqual(faultsOf([['B1', 'B1', '党支部', '', 'U2']], around(unit, other, branch)), [
      'E2 unit-has-members',
    ]);
  });

  test('given a host that one may not see, then the units that one sees stay what they are', () => {
    const unit = known('U1', 'unit', { parentId: 'proot', path: 'proot.u1' });
    const serves = [{ unitId: 'U1', isHost: false, hasMembers: true }];
    const branch = known('B1', 'branch', { parentId: 'qroot', path: 'qroot.b1', serves });
    assert.equal(plan([['B1', 'B1', '党支部', '', 'U1']], around(unit, branch)).report.unchanged, 1);
  });
});

describe('refusing rows', () => {
  test('rows beneath one another are refused, and so are the rows that hang under them', () => {
    const rows = [
      ['A', '甲', '地区', 'B'],
      ['B', '乙', '地区', 'A'],
      ['C', '丙', '单位', 'B'],
      ['D', '丁', '地区', 'D'],
    ];
    assert.deepEqual(faultsOf(rows), ['D2 parent-cycle', 'D3 parent-cycle', 'D4 parent-refused', 'D5 parent-cycle']);
  });

  test('a wrong word names the nearest that is allowed', () => {
    const { faults } = plan([
      ['X', '某支部', '党支布', ''],
      ['R10', '镇', '地区', ''],
      ['U', '厂', '单位', 'R1O'],
    ]).report;
    assert.deepEqual(
      faults.map(({ cell, code, nearest, params }) => [cell, code, nearest, params['found']]),
      [
        ['C2', 'kind-unknown', '党支部', '党支布'],
        ['D4', 'parent-unknown', 'R10', 'R1O'],
      ],
    );
  });

  test('each other fault has its cell', () => {
    const closed = known('Z', 'unit', { parentId: 'proot', path: 'proot.z', isClosed: true });
    const foreign = known('F', 'committee', { parentId: null, path: 'other', may: false });
    const unit = known('U', 'unit', { parentId: 'proot', path: 'proot.u', creditCode: '91350100M000100Y43' });
    const rows = [
      ['K1', '', '单位', ''],
      ['K2', '二', '单位', '', '', '91350100M000100Y44'],
      ['K2', '二之二', '单位', ''],
      ['K3', '三', '单位', '', '', '91350100M000100Y43'],
      ['K4', '四', '党支部', ''],
      ['K5', '五', '党支部', '', 'U9'],
      ['K6', '六', '党支部', '', 'K2'],
      ['K7', '七', '党支部', 'F', 'U'],
      ['K8', '八', '单位', 'U'],
      ['Z', 'Z', '单位', ''],
      ['U', 'U', '地区', ''],
      ['K9', '九', '单位', '', '', '', '很好', '许多'],
      ['K 0', '十', '单位', ''],
      ['K11', 'U', '单位', ''],
    ];
    assert.deepEqual(faultsOf(rows, around(closed, foreign, unit)), [
      'B2 name-missing',
      'F3 credit-code-check',
      'A4 twice-in-file',
      'F5 credit-code-taken',
      'E6 units-missing',
      'E7 unit-unknown',
      'E8 unit-refused',
      'D9 parent-beyond-authority',
      'D10 parent-kind-wrong',
      'B11 closed',
      'C12 kind-change',
      'G13 state-unknown',
      'H13 number-invalid',
      'A14 code-form',
      'B15 name-taken',
    ]);
  });

  test('a changed parent is refused: moving is another act', () => {
    const region = known('R', 'region', { parentId: 'proot', path: 'proot.r' });
    const unit = known('U', 'unit', { parentId: 'proot', path: 'proot.u' });
    assert.deepEqual(faultsOf([['U', 'U', '单位', 'R']], around(region, unit)), ['D2 parent-change']);
  });

  test('nothing outside the node is touched', () => {
    const here = known('H', 'region', { parentId: 'proot', path: 'proot.h' });
    const there = known('T', 'region', { parentId: 'proot', path: 'proot.t' });
    const unit = known('U', 'unit', { parentId: 'T', path: 'proot.t.u' });
    const inside: OrganisationSurroundings = {
      base: here,
      counterpart: null,
      known: [here, there, unit],
      classes,
      words: ownWords,
      heldElsewhere: new Set(),
    };
    const rows = [
      ['N', '新', '单位', 'T'],
      ['U', 'U', '单位', 'T'],
      ['C', '党委', '党委', ''],
    ];
    assert.deepEqual(faultsOf(rows, inside), ['D2 parent-not-beneath', 'A3 not-beneath', 'D4 parent-missing']);
  });

  test('with errors a commit is refused, unless the refused rows are left out', () => {
    const records = [header, ['A', '甲', '地区', ''], ['B', '乙', '', '']];
    const supplies = { today: '2026-11-20', newId: () => 'id', newLabel: () => 'l' };
    const importing = (exceptRefused: boolean) =>
      planOrganisations(fileOf(records, organisationTable), around(), { commit: true, exceptRefused }, supplies);
    assert.deepEqual(finish(importing(false)), { refused: 'import-has-errors', params: { refused: 1 } });
    const partly = planned(importing(true));
    assert.deepEqual([partly.report.created, partly.report.refused, partly.report.committed], [1, 1, true]);
    assert.deepEqual(partly.report.sheets[0]!.sample, [{ row: 3, cells: ['B', '乙', '', ''] }]);
    assert.deepEqual(
      partly.report.refusedRows.map(({ row, faults }) => [row, faults.map(({ cell }) => cell)]),
      [[3, ['C3']]],
    );
  });
});

test('whatever is exported imports again with everything unchanged', () => {
  const node = fc.record({
    name: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
    above: fc.nat(),
    kind: fc.constantFrom<Kind>('region', 'unit', 'committee', 'general_branch', 'branch'),
    units: fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
    state: fc.constantFrom('正常', '软弱涣散', '空壳', ''),
    stated: fc.option(fc.nat(40_000)),
  });
  fc.assert(
    fc.property(fc.array(node, { maxLength: 30 }), (nodes) => {
      const rows: string[][] = [];
      const codes = (kinds: readonly string[]) => rows.filter((row) => kinds.includes(row[2]!)).map((row) => row[0]!);
      for (const [index, { name, kind, above, units, state, stated }] of nodes.entries()) {
        const parents = [
          '',
          ...codes(
            kind === 'branch' ? ['committee', 'general_branch'] : treeOf(kind) === 'place' ? ['region'] : ['committee'],
          ),
        ];
        const hosts = codes(['unit']);
        const served = kind === 'branch' && hosts.length > 0 ? units.map((each) => hosts[each % hosts.length]!) : [];
        rows.push([
          `K${index}`,
          name,
          kind,
          parents[above % parents.length]!,
          served.join('；'),
          '',
          state,
          stated === null ? '' : String(stated),
        ]);
      }
      fc.pre(rows.length > 0);
      const first = plan(rows, around(), { commit: true, exceptRefused: true });
      const after = afterwards(around(), first.plan);
      const file = exported(after);
      fc.pre(file.length > 1);
      const supplies = { today: '2026-12-01', newId: () => 'id', newLabel: () => 'l' };
      const again = planned(planOrganisations(fileOf(file, organisationTable), after, dry, supplies));
      assert.deepEqual(again.report.faults, []);
      assert.equal(again.report.unchanged, file.length - 1);
      assert.deepEqual([again.plan.changed, again.plan.begun, again.plan.ended, again.plan.claims], [[], [], [], []]);
    }),
    { numRuns: 300 },
  );
});
