import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ownJoining } from '../campaign/index.ts';
import { finish } from '../kernel/index.ts';
import { ownWords } from '../organisation/index.ts';
import fc from 'fast-check';
import type { KnownBranch, KnownMember, RosterSurroundings } from './known-member.ts';
import { fileOf, planned } from '../organisation/planned.fixture.ts';
import { memberTable } from './member-rows.ts';
import { planMembers } from './plan-members.ts';
import type { PlannedMember, RosterPlan } from './roster-plan.ts';
import { writeMembers } from './write-members.ts';

const header = ['编码', '姓名', '出生年', '党支部编码', '单位编码', '身份', '类别', '加入日期'];
const dry = { commit: false, exceptRefused: false };

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

const B1 = branch('B1', 'U1', 'U2');
const B2 = branch('B2', 'U3');

const listed = [
  ['floating', '流动', 'Floating'],
  ['retired', '离退休', 'Retired'],
  ['infirm', '年老体弱', 'Infirm'],
  ['front-line', '生产一线', 'Front line'],
  ['new-economy', '新经济', 'New economy'],
  ['intellectual', '知识分子', 'Intellectual'],
  ['demobbed', '复员', 'Demobbed'],
].map(([code = '', zh = '', en = '']) => ({ code, title: { zh, en }, isRetired: code === 'demobbed' }));

function around(members: readonly KnownMember[] = [], ownBranch: KnownBranch | null = null): RosterSurroundings {
  const base = { name: '石桥镇', isClosed: false };
  return {
    base,
    branches: [B1, B2],
    ownBranch,
    members,
    closed: new Map(),
    heldElsewhere: new Set(),
    namesakesOutside: new Map(),
    unsettled: new Map(),
    categories: listed,
  };
}

function known(after: PlannedMember): KnownMember {
  const {
    personId,
    code,
    name,
    bornIn,
    categories,
    membershipId,
    branchId,
    unitId,
    standing,
    fromOn,
    joinedOn,
    path,
    partyPath,
  } = after;
  return {
    personId,
    code,
    name,
    bornIn,
    categories,
    may: true,
    hasOpenTransfer: false,
    lastEndedOn: null,
    lastLeftOn: null,
    ended: null,
    appointedAt: [],
    membership: { id: membershipId, branchId, unitId, standing, fromOn, joinedOn, path, partyPath },
  };
}

function plan(rows: readonly (readonly string[])[], surroundings = around(), columns = header) {
  let next = 0;
  const supplies = { today: '2026-11-20', newId: () => `id${(next += 1)}` };
  return planned(planMembers(fileOf([columns, ...rows], memberTable), surroundings, dry, supplies));
}

function afterwards(rows: readonly (readonly string[])[]): KnownMember[] {
  return plan(rows).plan.created.map(known);
}

function faultsOf(rows: readonly (readonly string[])[], surroundings = around()): readonly string[] {
  return plan(rows, surroundings).report.faults.map(({ cell, code }) => `${cell} ${code}`);
}

const zhang = ['M1', '张三', '１９７０', 'B1', '', '正式', '流动、离退休', '1995-07-01'];

describe('importing members', () => {
  test('given a new person, then the unit is the host of the branch and the figures grow at the leaf', () => {
    const { plan: made, report } = plan([zhang, ['M2', '李四', '', 'B1', 'U2', '申请人', '流动', '']]);
    assert.deepEqual([report.created, report.faults], [2, []]);
    assert.deepEqual(
      made.created.map(({ name, bornIn, unitId, standing, categories, fromOn }) => [
        name,
        bornIn,
        unitId,
        standing,
        categories,
        fromOn,
      ]),
      [
        ['张三', 1970, 'U1', 'full', ['floating', 'retired'], '1995-07-01'],
        ['李四', null, 'U2', 'applicant', ['floating'], '2026-11-20'],
      ],
    );
    assert.deepEqual(made.figures, [
      { measure: 'members', amount: 1, path: 'p.U1', partyPath: 'q.B1' },
      { measure: 'floating', amount: 1, path: 'p.U1', partyPath: 'q.B1' },
    ]);
    assert.deepEqual(made.unitIds, ['U1']);
  });

  test('given the same file again, then nothing changes', () => {
    const again = plan([zhang], around(afterwards([zhang])));
    assert.deepEqual([again.report.unchanged, again.plan.changed, again.plan.figures], [1, [], []]);
  });

  test('given another standing and no category, then both are updated, the figures follow, and what is taken away is told', () => {
    const { plan: made, report } = plan(
      [['M1', '张三', '', 'B1', '', '申请人', '无', '']],
      around(afterwards([zhang])),
    );
    assert.equal(report.updated, 1);
    assert.deepEqual(
      report.faults.map(({ cell, severity, code, params }) => [cell, severity, code, params['before']]),
      [['G2', 'warning', 'taken-away', '流动、离退休']],
    );
    assert.deepEqual(
      made.figures.map(({ measure, amount }) => [measure, amount]),
      [
        ['members', -1],
        ['floating', -1],
      ],
    );
    assert.deepEqual(made.unitIds, ['U1']);
    assert.equal(made.changed[0]!.bornIn, 1970);
  });

  test('given a file without a column, or with nothing in it, then what is known stays', () => {
    const members = around(afterwards([zhang]));
    assert.equal(plan([['M1', '张三', 'B1']], members, ['code', 'name', 'branch_code']).report.unchanged, 1);
    const { report } = plan([['M1', '张三', '', '', '', '', '', '']], members);
    assert.deepEqual([report.unchanged, report.faults], [1, []]);
  });

  test('given a part of the categories, then the others are taken away, and told', () => {
    const { report, plan: made } = plan([['M1', '张三', '', '', '', '', '离退休', '']], around(afterwards([zhang])));
    assert.deepEqual(
      report.faults.map(({ code, params }) => [code, params['before']]),
      [['taken-away', '流动']],
    );
    assert.deepEqual(made.changed[0]!.categories, ['retired']);
  });

  test('given several without a code of whom all is the same, then as many rows mean as many people, and one more nobody', () => {
    const same = ['', '张三', '1970', 'B1', 'U1', '正式', '流动', '1995-07-01'];
    const one = afterwards([same])[0]!;
    const members = ['a', 'b'].map((personId) => ({ ...one, personId }));
    const { report } = plan([same, same], around(members));
    assert.deepEqual([report.unchanged, report.faults], [2, []]);
    assert.deepEqual(plan([same], around(members)).report.faults, []);
    assert.deepEqual(faultsOf([same, same, same], around(members)), ['B4 several-fit', 'B4 twice-in-file']);
    const applicant = same.map((cell) => (cell === '正式' ? '申请人' : cell));
    assert.ok(faultsOf([same, applicant], around(members)).includes('B3 several-fit'), 'nobody is guessed');
  });

  test('given one without a year and one with a code, both of one name, then their export means both', () => {
    const rows = [
      ['', '张三', '', 'B1', 'U1', '正式', '', '1995-07-01'],
      ['M1', '张三', '1970', 'B1', 'U1', '正式', '', '1995-07-01'],
      ['', '张三', '1971', 'B1', 'U1', '正式', '', '1995-07-01'],
    ];
    const members = rows.flatMap((row, at) => afterwards([row]).map((each) => ({ ...each, personId: `p${at}` })));
    const { report } = plan(rows, around(members));
    assert.deepEqual([report.unchanged, report.faults], [3, []]);
  });

  test('given no code, then name, year and branch find the only one who fits, with a warning', () => {
    const { report } = plan([['', '张三', '1970', 'B1', '', '', '流动、离退休', '']], around(afterwards([zhang])));
    assert.deepEqual(
      [report.unchanged, report.faults[0]!.code, report.faults[0]!.severity],
      [1, 'matched-by-name', 'warning'],
    );
  });

  test('given somebody known who belongs nowhere, then a membership begins', () => {
    const person = { ...afterwards([zhang])[0]!, membership: null };
    const { plan: made, report } = plan([zhang], around([person]));
    assert.deepEqual([report.updated, made.joined[0]!.personId, made.joined[0]!.branchId], [1, person.personId, 'B1']);
    assert.equal(made.figures.length, 2);
  });

  test('given a node with one branch, then rows need not name it', () => {
    assert.equal(plan([['王五']], around([], B2), ['姓名']).plan.created[0]!.branchId, 'B2');
  });
});

describe('a file as offices keep it', () => {
  test('has padded names, months of birth, strokes for nothing, and words with more to them', () => {
    const rows = [
      ['M1', '张　三', '1970.05', 'B1', '—', '中共正式党员', '流动党员/离退休', '2005年2月23号'],
      ['-', '李四', '1971年5月', 'B1', '', '预备党员', '无', '/'],
      ['无', '王五', '197205', 'B1', '', '/', '——', ''],
    ];
    const { plan: made, report } = plan(rows);
    assert.deepEqual(report.faults, []);
    assert.deepEqual(
      made.created.map(({ code, name, bornIn, standing, categories, fromOn }) => [
        code,
        name,
        bornIn,
        standing,
        categories,
        fromOn,
      ]),
      [
        ['M1', '张三', 1970, 'full', ['floating', 'retired'], '2005-02-23'],
        [null, '李四', 1971, 'probationary', [], '2026-11-20'],
        [null, '王五', 1972, 'full', [], '2026-11-20'],
      ],
    );
  });

  test('has headers of its own', () => {
    const { report } = plan([['张三', '1970年2月23日', 'B1', '正式党员']], around(), [
      '姓 名',
      '出生年月',
      '所在党支部编码',
      '党员类别',
    ]);
    assert.deepEqual([report.created, report.faults], [1, []]);
  });

  test('has lost the digits of a code that a spreadsheet shortened: it is refused', () => {
    assert.deepEqual(faultsOf([['5.11825E+17', '张三', '', 'B1', '', '', '', '']]), ['A2 number-rounded']);
  });
});

describe('refusing rows', () => {
  test('nobody is guessed: where a year is missing or several fit, the row is refused', () => {
    const two = afterwards([zhang, ['M3', '张三', '1970', 'B1', '', '', '', '']]);
    assert.deepEqual(faultsOf([['', '张三', '1970', 'B1', '', '', '', '']], around(two)), ['B2 several-fit']);
    assert.deepEqual(faultsOf([['', '张三', '', 'B1', '', '', '', '']], around(two.slice(0, 1))), ['C2 perhaps-known']);
    assert.deepEqual(faultsOf([['M9', '张三', '1970', 'B1', '', '', '', '']], around(two)), ['B2 namesake']);
    assert.deepEqual(faultsOf([['', '张三', '1971', 'B1', '', '', '', '']], around(two)), ['B2 namesake']);
    assert.deepEqual(faultsOf([['', '张三', '1970', 'B2', '', '', '', '']], around(two)), ['B2 namesake']);
  });

  test('whoever died, left or was expelled is not brought back by an old list, by code or by name', () => {
    const ended = { reason: 'expelled', on: '2026-03-01', branchId: 'B1' } as const;
    const person = { ...afterwards([zhang])[0]!, membership: null, lastEndedOn: ended.on, lastLeftOn: ended.on, ended };
    const { plan: made, report } = plan([zhang], around([person]));
    assert.deepEqual([made.joined, made.created, made.figures], [[], [], []]);
    assert.deepEqual(
      report.faults.map(({ cell, code, severity, params }) => [cell, code, severity, params['en'], params['on']]),
      [['A2', 'membership-ended', 'error', 'expelled', '2026-03-01']],
    );
    assert.deepEqual(faultsOf([['', '张三', '1970', 'B1', '', '', '', '']], around([person])), [
      'B2 matched-by-name',
      'B2 membership-ended',
    ]);
    assert.deepEqual(faultsOf([zhang], around([{ ...person, may: false }])), ['A2 beyond-authority']);
  });

  describe('given somebody appointed by name where the row puts a member', () => {
    const appointee = {
      ...known(plan([zhang]).plan.created[0]!),
      personId: 'P',
      code: null,
      bornIn: null,
      categories: [],
      membership: null,
    };
    const heldAt = (path: string, personId = 'P') => ({
      ...appointee,
      personId,
      appointedAt: [{ name: '中心小学', path }],
    });
    const asked = [...header, '与任职人同一人'];
    const saying = (answer: string, ...members: KnownMember[]) => plan([[...zhang, answer]], around(members), asked);

    test('then the file has to say whether it is the same person', () => {
      for (const path of ['p', 'p.U1', 'p.U2', 'q.B1'])
        assert.deepEqual(faultsOf([zhang], around([heldAt(path)])), ['A2 perhaps-appointed'], path);
    });

    test('then nothing is asked where the office lies elsewhere, or the years of birth differ', () => {
      const { report } = plan(
        [zhang],
        around([heldAt('p.U3'), heldAt('p.U'), heldAt('q.B2'), { ...heldAt('p.U1'), bornIn: 1971 }]),
      );
      assert.deepEqual([report.created, report.faults], [1, []]);
    });

    test('and yes gives the new membership, the code and the year to that person', () => {
      const { plan: made, report } = saying('是', heldAt('p.U1'));
      assert.deepEqual([report.created, report.updated], [0, 1]);
      assert.deepEqual(
        made.joined.map(({ personId, code, bornIn, unitId }) => [personId, code, bornIn, unitId]),
        [['P', 'M1', 1970, 'U1']],
      );
      assert.equal(made.figures[0]!.amount, 1);
    });

    test('and no makes somebody new', () => {
      const { plan: made, report } = saying('no', heldAt('p.U1'));
      assert.deepEqual([report.created, report.faults, made.joined], [1, [], []]);
    });

    test('and yes is refused where two fit, where nobody does, and where two rows say so', () => {
      assert.deepEqual(codesOf(saying('是', heldAt('p.U1'), heldAt('q.B1', 'Q'))), ['several-fit']);
      assert.deepEqual(codesOf(saying('是')), ['nobody-appointed']);
      assert.deepEqual(codesOf(saying('也许', heldAt('p.U1'))), ['answer-unknown']);
      const twice = plan(
        [
          [...zhang, '是'],
          ['M9', ...zhang.slice(1), '是'],
        ],
        around([heldAt('p.U1')]),
        asked,
      );
      assert.deepEqual(codesOf(twice), ['is-appointed', 'is-appointed', 'twice-in-file']);
    });

    const codesOf = ({ report }: ReturnType<typeof plan>): readonly string[] => report.faults.map(({ code }) => code);
  });

  test('the same person twice in a file is refused, namesakes that can be told apart are not', () => {
    const person = (code: string, bornIn: string) => [code, '张三', bornIn, 'B1', '', '', '', ''];
    assert.deepEqual(faultsOf([person('M1', '1970'), person('M1', '1971')]), ['B3 twice-in-file']);
    const other = ['M1', '李四', '1970', 'B1', '', '', '', ''];
    assert.deepEqual(faultsOf([person('M1', '1970'), other]), ['A3 code-of-another-row']);
    assert.deepEqual(faultsOf([person('M1', '1970'), person('', '1970')]), ['B3 twice-in-file']);
    assert.deepEqual(faultsOf([person('', ''), person('M1', '1970')]), ['B3 twice-in-file']);
    assert.deepEqual(faultsOf([person('M1', ''), person('M2', ''), person('M3', '1970')]), []);
    assert.deepEqual(faultsOf([person('', '1970'), person('', '1971')]), []);
    const one = around(afterwards([person('', '1970')]));
    assert.deepEqual(faultsOf([person('', '1970'), person('M1', '1970')], one), [
      'B2 matched-by-name',
      'B3 matched-by-name',
      'B3 twice-in-file',
    ]);
  });

  test('all that is wrong with a row is told at once', () => {
    const members = afterwards([zhang]);
    assert.deepEqual(faultsOf([['M1', '', '70', 'B1', 'U9', '正是', '复员', '明天']], around(members)).toSorted(), [
      'B2 name-missing',
      'C2 year-invalid',
      'E2 unit-not-served',
      'F2 standing-unknown',
      'G2 category-retired',
      'H2 date-invalid',
    ]);
  });

  test('a code that somebody out of sight has is refused in its cell', () => {
    const held = { ...around(), heldElsewhere: new Set(['M9']) };
    assert.deepEqual(faultsOf([['M9', '李四', '', 'B1', '', '', '', '']], held), ['A2 code-taken']);
  });

  test('nobody is put into a branch or a unit that is closed, nor anywhere beneath one', () => {
    const closed = new Map([
      ['B7', '旧支部'],
      ['U7', '旧厂'],
    ]);
    const rows = [
      ['1', '甲', '', 'B7', '', '', '', ''],
      ['2', '乙', '', 'B1', 'U7', '', '', ''],
    ];
    assert.deepEqual(
      plan(rows, { ...around(), closed }).report.faults.map(({ cell, code, params }) => [cell, code, params['name']]),
      [
        ['D2', 'closed', '旧支部'],
        ['E3', 'closed', '旧厂'],
      ],
    );
    const supplies = { today: '2026-11-20', newId: () => 'id' };
    const base = { name: '旧支部', isClosed: true };
    const planning = planMembers(fileOf([header, ...rows], memberTable), { ...around(), base }, dry, supplies);
    assert.deepEqual(finish(planning), { refused: 'organisation-closed', params: { name: '旧支部' } });
  });

  test('each other fault has its cell and its nearest fit', () => {
    const foreign = { ...afterwards([zhang])[0]!, code: 'F', may: false };
    const rows = [
      ['1', '', '70', 'B1', '', '', '', ''],
      ['2', '甲', '1970', '', '', '', '', ''],
      ['3', '乙', '1970', 'B12', '', '正是', '流动、退休', '明天'],
      ['4', '丙', '1970', 'B1', 'U3', '', '', '2030-01-01'],
      ['F', '张三', '1970', 'B1', '', '', '', ''],
    ];
    const { faults } = plan(rows, around([foreign])).report;
    assert.deepEqual(
      faults.map(({ cell, code, nearest }) => [cell, code, nearest]),
      [
        ['B2', 'name-missing', null],
        ['C2', 'year-invalid', null],
        ['D3', 'branch-missing', null],
        ['F4', 'standing-unknown', '正式'],
        ['G4', 'category-unknown', '离退休'],
        ['H4', 'date-invalid', null],
        ['D4', 'branch-unknown', 'B1'],
        ['H5', 'date-in-future', null],
        ['E5', 'unit-not-served', 'U1'],
        ['A6', 'beyond-authority', null],
      ],
    );
    assert.deepEqual(faultsOf([['5', '丁', '', 'B1', 'U3', '', '', '']]), ['E2 unit-not-served']);
    const hidden = { ...B1, units: B1.units.map((unit) => ({ ...unit, isBeneath: !unit.isHost })) };
    const beneathUnit = { ...around(), branches: [hidden] };
    assert.deepEqual(
      faultsOf(
        [
          ['5', '丁', '', 'B1', '', '', '', ''],
          ['6', '戊', '', 'B1', 'U1', '', '', ''],
        ],
        beneathUnit,
      ),
      ['E2 unit-missing', 'E3 unit-not-beneath'],
    );
  });
});

function sum({ figures }: RosterPlan, measure: string): number {
  return figures.filter((each) => each.measure === measure).reduce((total, { amount }) => total + amount, 0);
}

test('whatever is exported imports again with everything unchanged, and figures are what a count finds', () => {
  const person = fc.record({
    code: fc.option(fc.integer({ min: 1, max: 20 })),
    name: fc.constantFrom('张三', '李四', '古丽·阿依', "'=王五"),
    bornIn: fc.option(fc.integer({ min: 1950, max: 1953 })),
    branch: fc.constantFrom('B1', 'B2'),
    standing: fc.constantFrom('正式', '预备', '申请人', ''),
    categories: fc.subarray(['流动', '离退休', '年老体弱', '生产一线', '新经济', '知识分子']),
  });
  fc.assert(
    fc.property(fc.array(person, { minLength: 1, maxLength: 30 }), (people) => {
      const rows = people.map(({ code, name, bornIn, branch: at, standing, categories }) => [
        code === null ? '' : `M${code}`,
        name,
        bornIn === null ? '' : String(bornIn),
        at,
        '',
        standing,
        categories.join('；'),
        '2000-1-1',
      ]);
      const first = plan(rows);
      const members = first.plan.created.map(known);
      assert.equal(
        sum(first.plan, 'members'),
        members.filter(({ membership }) => membership!.standing !== 'applicant').length,
      );
      const file = writeMembers(
        members.map(({ membership, ...each }) => ({
          ...each,
          ...membership!,
          branchCode: membership!.branchId,
          unitCode: membership!.unitId,
        })),
        listed,
        ownWords,
      );
      // As the writer of text files does it: what a spreadsheet would work out gets an apostrophe.
      const text = file.map((cells) => cells.map((cell) => cell.replace(/^=/, "'=")));
      const again = plan(text.slice(1), around(members), [...text[0]!]);
      assert.equal(again.report.unchanged, members.length);
      assert.deepEqual(
        again.report.faults.filter(({ severity }) => severity === 'error'),
        [],
      );
      assert.deepEqual(again.plan, { created: [], joined: [], transfers: [], changed: [], figures: [], unitIds: [] });
    }),
    { numRuns: 500 },
  );
});
