import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { claimable } from './claim-measures.ts';
import { linesByClass } from './claim-parts.ts';
import { reconcile, type Claim, type ClaimGround } from './reconcile.ts';

const classes = [
  { code: 'sub-district', parentCode: null },
  { code: 'community', parentCode: null },
  { code: 'school', parentCode: null },
  { code: 'rural-primary-school', parentCode: 'school' },
];

function claim(part: string | null, stated: number, over: Partial<Claim> = {}): Claim {
  const by = part === null ? null : 'class';
  return { measure: 'units', by, part, stated, source: '报告', batchId: null, isVoided: false, ...over };
}

const counted = [
  { part: 'sub-district', counted: 2 },
  { part: 'community', counted: 100 },
  { part: 'school', counted: 300 },
  { part: 'rural-primary-school', counted: 69 },
];

function units(claims: readonly Claim[], over: Partial<ClaimGround<Claim>> = {}) {
  const total = counted.reduce((sum, each) => sum + each.counted, 0);
  const [found] = reconcile({
    claims,
    abouts: [null],
    ownTotals: new Map(),
    counted: new Map([[null, new Map([['units', { total, parts: new Map([['class', counted]]) }]])]]),
    partings: new Map([['units', ['class', 'child']]]),
    classes,
    kinds: [],
    children: ['a', 'b'],
    ...over,
  });
  return found!;
}

describe('reconciling', () => {
  test('a stated total, the sum of its stated parts and the count stand side by side, a line for each part', () => {
    const stated = [claim('school', 369), claim('community', 100), claim('sub-district', 2), claim(null, 369)];
    const { counted: all, statements } = units(stated);
    const [{ total, breakdowns } = { total: null, breakdowns: [] }] = statements;
    const [byClass] = breakdowns;
    assert.deepEqual([total!.stated, byClass!.sum, all, byClass!.difference], [369, 471, 471, 102]);
    assert.deepEqual(byClass!.explanation!.sets, [['sub-district', 'community']]);
    assert.deepEqual(
      byClass!.lines.map(({ part, stated: said, counted: found, difference }) => [
        part,
        said?.stated,
        found,
        difference,
      ]),
      [
        ['sub-district', 2, 2, 0],
        ['community', 100, 100, 0],
        ['school', 369, 369, 0],
      ],
    );
    assert.deepEqual(byClass!.lines[2]!.of, ['school', 'rural-primary-school']);
  });

  test('a total without parts is explained by what was counted', () => {
    const [statement] = units([claim(null, 371)]).statements;
    const [byClass] = statement!.breakdowns;
    assert.deepEqual([byClass!.sum, byClass!.difference, byClass!.explanation!.sets], [null, 100, [['community']]]);
    assert.equal(units([claim(null, 470)]).statements[0]!.breakdowns[0]!.explanation!.outcome, 'unexplained');
    assert.equal(units([claim(null, 471)]).statements[0]!.breakdowns[0]!.explanation, null);
  });

  test('the newest of each source and part counts, and what is voided never did', () => {
    const { statements } = units([
      claim(null, 400, { isVoided: true }),
      claim(null, 471, { source: '电话' }),
      claim(null, 369),
      claim(null, 300),
    ]);
    assert.deepEqual(
      statements.map(({ source, total }) => [source, total!.stated]),
      [
        ['电话', 471],
        ['报告', 369],
      ],
    );
  });

  test('what the nodes beneath state of themselves are the parts where nobody stated any', () => {
    const own = (id: string, stated: number) => [id, claim(null, stated, { measure: 'members' })] as const;
    const ownTotals = new Map([[null, new Map([['members', new Map([own('a', 7), own('b', 5)])] as const])]]);
    const members = {
      total: 12,
      parts: new Map([
        [
          'child',
          [
            { part: 'a', counted: 8 },
            { part: 'b', counted: 4 },
          ],
        ],
      ] as const),
    };
    const ground = {
      ownTotals,
      counted: new Map([[null, new Map([['members', members]] as const)]]),
      partings: new Map([['members', ['child']]] as const),
    };
    const [fromBeneath] = units([], ground).statements;
    assert.deepEqual([fromBeneath!.source, fromBeneath!.breakdowns[0]!.sum], [null, 12]);
    assert.deepEqual(
      fromBeneath!.breakdowns[0]!.lines.map(({ difference }) => difference),
      [1, -1],
    );
    const [stated] = units([claim(null, 5, { measure: 'members' })], ground).statements;
    assert.deepEqual([stated!.breakdowns[0]!.isOwn, stated!.breakdowns[0]!.explanation!.sets], [true, [['a']]]);
  });
});

describe('a figure about one batch', () => {
  const ofSecond = { total: 102, parts: new Map([['class', counted.slice(0, 2)]] as const) };
  const all = { total: 471, parts: new Map([['class', counted]] as const) };
  const ground = {
    abouts: [null, 'second', 'third'],
    counted: new Map([
      [null, new Map([['units', all]] as const)],
      ['second', new Map([['units', ofSecond]] as const)],
    ]),
  };
  const second = { batchId: 'second' };

  test('is held against what takes part in it, and stands apart from what the same source says of all', () => {
    const { counted: whole, statements } = units(
      [claim(null, 2, second), claim('sub-district', 2, second), claim('community', 100, second), claim(null, 471)],
      ground,
    );
    assert.deepEqual(
      [whole, ...statements.map(({ batchId, total, counted: found }) => [batchId, total!.stated, found])],
      [471, [null, 471, 471], ['second', 2, 102]],
    );
    const [byClass] = statements[1]!.breakdowns;
    assert.deepEqual([byClass!.sum, byClass!.difference, byClass!.explanation!.sets], [102, 100, [['community']]]);
    assert.deepEqual(
      byClass!.lines.map(({ part, counted: found, difference }) => [part, found, difference]),
      [
        ['sub-district', 2, 0],
        ['community', 100, 0],
      ],
    );
  });

  test('is superseded by the same source about the same batch alone', () => {
    const { statements } = units([claim(null, 9), claim(null, 102, second), claim(null, 8, second)], ground);
    assert.deepEqual(
      statements.map(({ batchId, total }) => [batchId, total!.stated]),
      [
        [null, 9],
        ['second', 102],
      ],
    );
    assert.equal(statements[1]!.breakdowns[0]!.explanation, null);
  });

  test('has the parts that the nodes beneath state of themselves about that batch, and no others', () => {
    const own = (batchId: string | null, stated: number) =>
      new Map([['units', new Map([['a', claim(null, stated, { batchId })]])] as const]);
    const ownTotals = new Map([
      [null, own(null, 300)],
      ['second', own('second', 102)],
    ]);
    const { statements } = units([claim(null, 102, second)], { ...ground, ownTotals });
    assert.deepEqual(
      statements.map(({ batchId, source, breakdowns }) => [batchId, source, breakdowns[0]!.isOwn, breakdowns[0]!.sum]),
      [
        [null, null, true, 300],
        ['second', '报告', true, 102],
      ],
    );
  });
});

describe('counted classes', () => {
  test('count with the nearest class that was stated, else with the topmost one, and never twice', () => {
    const lines = (...stated: string[]) =>
      linesByClass(classes, [...counted, { part: null, counted: 3 }], new Set(stated)).map((line) => [
        line.part,
        line.counted,
      ]);
    const rest = [
      ['sub-district', 2],
      ['community', 100],
    ];
    assert.deepEqual(lines(), [...rest, ['school', 369], [null, 3]]);
    assert.deepEqual(lines('rural-primary-school'), [
      ...rest,
      ['school', 300],
      ['rural-primary-school', 69],
      [null, 3],
    ]);
    assert.deepEqual(lines('school', 'rural-primary-school'), [
      ...rest,
      ['school', 300],
      ['rural-primary-school', 69],
      [null, 3],
    ]);
  });
});

describe('what can be stated of a node', () => {
  const of = (...[tree, kind, parentId]: Parameters<typeof node>) => [...claimable(node(tree, kind, parentId))];
  function node(
    tree: 'place' | 'party',
    kind: 'region' | 'unit' | 'committee' | 'branch',
    parentId: string | null = 'above',
  ) {
    return { tree, kind, parentId };
  }
  test('follows its tree and its place in it', () => {
    assert.deepEqual(
      of('place', 'region').map(([measure]) => measure),
      ['units', 'branches', 'members', 'floating'],
    );
    assert.deepEqual(
      of('party', 'committee').map(([measure]) => measure),
      ['party-organisations', 'branches', 'members', 'floating'],
    );
    assert.deepEqual(of('party', 'branch'), [
      ['members', []],
      ['floating', []],
    ]);
    assert.deepEqual(
      of('place', 'unit').map(([measure]) => measure),
      ['branches', 'members', 'floating'],
    );
    assert.deepEqual(new Map(of('place', 'region', null)).get('party-organisations'), ['kind']);
    assert.deepEqual(new Map(of('party', 'committee', null)).get('units'), ['class']);
  });
});
