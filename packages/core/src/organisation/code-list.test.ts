import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ownWords } from './file-words.ts';
import { classesWithin, codeReader, inTreeOrder, type UnitClass } from './code-list.ts';
import type { KnownOrganisation } from './known-organisation.ts';
import { organisationTable } from './organisation-rows.ts';
import { planOrganisations } from './plan-organisations.ts';
import { fileOf, planned } from './planned.fixture.ts';

function unitClass(code: string, zh: string, en: string, parentCode: string | null = null, isRetired = false) {
  return { code, parentCode, title: { zh, en }, isRetired } satisfies UnitClass;
}

const classes = [
  unitClass('school', '各类学校', 'Schools'),
  unitClass('state-owned-enterprise', '国有企业', 'State-owned enterprises'),
  unitClass('rural-primary-school', '农村小学校', 'Rural primary schools', 'school'),
  unitClass('guild', '行会', 'Guilds', null, true),
];

describe('an entry of a list', () => {
  test('is meant by its code or by either title, however blanks, dashes and capitals stand', () => {
    const { find } = codeReader(classes);
    for (const word of [
      'state-owned-enterprise',
      'State owned enterprises',
      '国有企业',
      ' 国 有企业',
      'STATE_OWNED_ENTERPRISE',
    ])
      assert.equal(find(word)?.code, 'state-owned-enterprise', word);
    assert.equal(find('国企'), null);
    assert.equal(find(''), null);
  });

  test('is offered as the nearest fit only while it is given', () => {
    const { nearest } = codeReader(classes);
    assert.equal(nearest('中小学'), '各类学校');
    assert.equal(nearest('Guilds'), 'Schools');
  });

  test('means itself and what lies beneath', () => {
    assert.deepEqual([...classesWithin(classes, 'school')], ['school', 'rural-primary-school']);
    assert.deepEqual([...classesWithin(classes, 'guild')], ['guild']);
    const inOrder = ['school', 'rural-primary-school', 'state-owned-enterprise', 'guild'];
    assert.deepEqual(
      inTreeOrder(classes).map(({ code }) => code),
      inOrder,
    );
  });
});

function importing(cells: readonly string[], known: Partial<KnownOrganisation>[] = []) {
  const fields = {
    linked: [],
    code: null,
    creditCode: null,
    classCode: null,
    state: 'normal',
    operation: 'running',
  } as const;
  const rest = {
    position: 0,
    openedOn: '2020-01-01',
    isClosed: false,
    hasOpenRemedy: false,
    stated: null,
    serves: [],
    may: true,
    isOwn: true,
  } as const;
  const base = {
    ...fields,
    ...rest,
    id: 'r',
    tree: 'place',
    kind: 'region',
    parentId: null,
    path: 'r',
    name: 'r',
  } as const;
  const beneath = known.map((each) => ({
    ...base,
    kind: 'unit' as const,
    id: 'u',
    parentId: 'r',
    path: 'r.u',
    ...each,
  }));
  const heldElsewhere = new Set<string>();
  const around = { base, counterpart: null, known: [base, ...beneath], classes, words: ownWords, heldElsewhere };
  const supplies = { today: '2026-11-20', newId: () => 'new', newLabel: () => 'l' };
  const rows = [
    ['名称', '种类', '类别', '经营状况'],
    ['甲', '单位', ...cells],
  ];
  const wish = { commit: false, exceptRefused: false };
  return planned(planOrganisations(fileOf(rows, organisationTable), around, wish, supplies));
}

describe('a unit in a file', () => {
  test('takes the class and the state of its work by their words', () => {
    const [made] = importing(['Rural primary schools', '关停并破转']).plan.created;
    assert.deepEqual([made!.classCode, made!.operation], ['rural-primary-school', 'halted']);
    assert.deepEqual([importing(['', '']).plan.created[0]!.operation], ['running']);
  });

  test('is refused with a word of no list, which names the nearest fit', () => {
    const { faults } = importing(['各类学效', '正常营业']).report;
    assert.deepEqual(
      faults.map(({ cell, code, nearest }) => [cell, code, nearest]),
      [
        ['C2', 'class-unknown', '各类学校'],
        ['D2', 'operation-unknown', '正常经营'],
      ],
    );
  });

  test('keeps a class that is retired, and no other takes it', () => {
    assert.deepEqual(
      importing(['行会']).report.faults.map(({ code }) => code),
      ['class-retired'],
    );
    const kept = importing(['行会'], [{ name: '甲', classCode: 'guild' }]);
    assert.deepEqual([kept.report.unchanged, kept.report.faults], [1, []]);
  });

  test('that says nothing of it keeps its class and the state of its work', () => {
    const { plan, report } = importing(['', ''], [{ name: '甲', classCode: 'school', operation: 'halted' }]);
    assert.deepEqual([plan.changed, report.unchanged], [[], 1]);
  });
});
