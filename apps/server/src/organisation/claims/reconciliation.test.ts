import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { RouteAnswer, RouteCall } from '@muster/contract';
import {
  importOrganisations,
  keepUnitClasses,
  listCounted,
  listDifferences,
  listRoots,
  listUnitClasses,
  readReconciliation,
  stateClaims,
  voidClaim,
} from '@muster/contract/organisation';
import { refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

/** The second batch of the city, by class. */
const batch2: Readonly<Record<string, number>> = {
  'sub-district': 2,
  community: 100,
  'social-organisation': 63,
  intermediary: 168,
  'state-owned-enterprise': 173,
  'non-public-enterprise': 829,
  school: 369,
  medical: 148,
  township: 350,
  'county-agency': 188,
  'left-over': 31,
  other: 48,
};

type Measures = RouteAnswer<typeof readReconciliation>['measures'];

async function reconciled(organisationId: string, measure: Measures[number]['measure'], who: CastName = 'office') {
  const answer = await (await house.as(who)).call(readReconciliation, { params: { organisationId } });
  const found = answer.measures.find((each) => each.measure === measure);
  assert.ok(found, measure);
  return { ...answer, ...found };
}

type Stated = RouteCall<typeof stateClaims>['body'];

async function state(organisationId: string, body: Stated, who: CastName = 'office') {
  return (await house.as(who)).call(stateClaims, { params: { organisationId }, body });
}

async function importUnits(organisationId: string, csv: string) {
  const body = { fileName: 'units.csv', csv, commit: true };
  return (await house.as('office')).call(importOrganisations, { params: { organisationId }, body });
}

type CountedQuery = NonNullable<RouteCall<typeof listCounted>['query']>;

async function everyRow(organisationId: string, query: CountedQuery) {
  const rows: RouteAnswer<typeof listCounted>['rows'] = [];
  const office = await house.as('office');
  for (let next: string | undefined = undefined, all = 1; rows.length < all;) {
    const paged: CountedQuery = { ...query, after: next, limit: 200 };
    const page: RouteAnswer<typeof listCounted> = await office.call(listCounted, {
      params: { organisationId },
      query: paged,
    });
    rows.push(...page.rows);
    all = page.next === null ? rows.length : page.all;
    next = page.next ?? undefined;
    if (page.next === null) assert.equal(rows.length, page.all);
  }
  assert.equal(new Set(rows.map(({ id }) => id)).size, rows.length);
  return rows;
}

describe('the second batch of the city', () => {
  let city = '';
  before(async () => {
    const { nodes } = await (await house.as('office')).call(listRoots, {});
    const under = nodes.find(({ tree }) => tree === 'place')!.id;
    await importUnits(under, '编码,名称,种类\nCITY,第二批,地区');
    const classes = Object.entries(batch2).flatMap(([code, amount]) =>
      Array.from({ length: amount }, (_, place) => `${code}${place},单位,CITY,${code}`),
    );
    const report = await importUnits(under, `名称,种类,上级编码,类别\n${classes.join('\n')}`);
    assert.deepEqual([report.created, report.faults], [2469, []]);
    const children = await (
      await house.as('office')
    ).call(listCounted, {
      params: { organisationId: under },
      query: { measure: 'units', limit: 1 },
    });
    assert.equal(children.all, 2469 + 4);
    city = await idOf('CITY');
  });

  test('stated 2,367, added up and counted 2,469, 102 apart: sub-districts and communities, and nothing else', async () => {
    const parts = Object.entries(batch2).map(([part, stated]) => ({ part, stated }));
    const source = '报告第 2 页';
    assert.equal((await state(city, { measure: 'units', source, total: 2367, by: 'class', parts })).stated, 13);
    const { counted, statements } = await reconciled(city, 'units');
    const [{ total, breakdowns } = { total: null, breakdowns: [] }] = statements;
    const [byClass] = breakdowns;
    assert.deepEqual([total!.stated, byClass!.sum, counted, byClass!.difference], [2367, 2469, 2469, 102]);
    assert.deepEqual(byClass!.explanation, {
      outcome: 'explained',
      sets: [['sub-district', 'community']],
      found: 1,
      isMore: false,
    });
    assert.deepEqual(
      byClass!.lines.map(({ part, counted: found, difference }) => [part, found, difference]),
      Object.entries(batch2).map(([part, amount]) => [part, amount, 0]),
    );
  });

  test('every counted figure is as long as its list', async () => {
    assert.equal((await everyRow(city, { measure: 'units' })).length, 2469);
    const communities = await everyRow(city, { measure: 'units', by: 'class', of: 'community' });
    assert.deepEqual(
      [communities.length, new Set(communities.map(({ classCode }) => classCode))],
      [100, new Set(['community'])],
    );
  });

  test('where no set of parts makes the difference, it says so', async () => {
    await state(city, { measure: 'units', source: '电话', total: 2468, by: null, parts: [] });
    const { statements } = await reconciled(city, 'units');
    const phone = statements.find(({ source }) => source === '电话')!;
    assert.deepEqual([phone.breakdowns[0]!.difference, phone.breakdowns[0]!.sum], [1, null]);
    assert.equal(phone.breakdowns[0]!.explanation!.outcome, 'unexplained');
  });

  test('costs as many queries for a city as for a town', async () => {
    const asked = async (organisationId: string) => {
      const until = house.queries();
      await reconciled(organisationId, 'units');
      return house.queries() - until;
    };
    await state(house.id('TOWN'), { measure: 'units', source: '报告', total: 3, by: null, parts: [] });
    assert.equal(await asked(city), await asked(house.id('TOWN')));
  });
});

async function idOf(code: string): Promise<string> {
  const { nodes } = await (await house.as('office')).call(listRoots, {});
  const organisationId = nodes.find(({ tree }) => tree === 'place')!.id;
  const { nodes: found } = await reconciled(organisationId, 'units');
  const id = found.find(({ name }) => name === code || (code === 'CITY' && name === '第二批'))?.id;
  assert.ok(id, code);
  return id;
}

describe('what is stated', () => {
  test('is superseded by the same source and voided with a reason; both stay to be seen', async () => {
    const school = house.id('SCHOOL');
    const members = { measure: 'members' as const, source: '名册', by: null, parts: [] };
    await state(school, { ...members, total: 19 });
    assert.equal((await state(school, { ...members, total: 19 })).stated, 0);
    await state(school, { ...members, total: 21 });
    const now = await reconciled(school, 'members');
    const { total } = now.statements[0]!;
    assert.deepEqual([total!.stated, total!.statedBy, now.counted], [21, '周岚', 20]);
    assert.deepEqual(
      now.earlier.map(({ stated, voided }) => [stated, voided]),
      [[19, null]],
    );
    const office = await house.as('office');
    await office.call(voidClaim, { params: { claimId: total!.id }, body: { reason: '数错了' } });
    const then = await reconciled(school, 'members');
    assert.equal(then.statements[0]!.total!.stated, 19);
    assert.deepEqual(
      then.earlier.map(({ stated, voided }) => [stated, voided?.reason, voided?.by]),
      [[21, '数错了', '周岚']],
    );
    const again = office.call(voidClaim, { params: { claimId: total!.id }, body: { reason: '数错了' } });
    assert.equal(await refusalOf(again), 'claim-voided-already');
  });

  test('by the nodes beneath, of themselves, are the parts; those who differ are listed', async () => {
    const town = house.id('OTHER-TOWN');
    await importUnits(town, '编码,名称,种类,声明党员数\nCLINIC,石桥镇卫生院,单位,11\nSTATION,石桥镇农技站,单位,12');
    const { counted, statements } = await reconciled(town, 'members', 'otherTown');
    const [beneath] = statements;
    assert.deepEqual(
      [beneath!.source, beneath!.breakdowns[0]!.isOwn, beneath!.breakdowns[0]!.sum, counted],
      [null, true, 23, 21],
    );
    const otherTown = await house.as('otherTown');
    const found = await otherTown.call(listDifferences, { params: { organisationId: town } });
    assert.deepEqual(
      found.differences.map(({ organisation, stated, counted: there }) => [organisation.name, stated, there]),
      [['石桥镇农技站', 12, 10]],
    );
    assert.deepEqual([found.all, found.compared], [1, 2]);
  });

  test('by one source is not made good by what another says of the same node', async () => {
    const community = house.id('COMMUNITY');
    const stated = { measure: 'members' as const, by: null, parts: [] };
    await state(community, { ...stated, source: '报告', total: 30 });
    await state(community, { ...stated, source: '台账', total: 31 });
    const { differences } = await (
      await house.as('office')
    ).call(listDifferences, { params: { organisationId: community } });
    assert.deepEqual(
      differences.map(({ source, stated: said }) => [source, said]),
      [
        ['台账', 31],
        ['报告', 30],
      ],
    );
  });

  test('of a joint branch is held against its members wherever they are, from a root and from where all of them are', async () => {
    await state(house.id('JOINT-1'), { measure: 'members', source: '支部', total: 22, by: null, parts: [] });
    const { nodes } = await (await house.as('office')).call(listRoots, {});
    for (const organisationId of [...nodes.map(({ id }) => id), house.id('OTHER-TOWN')]) {
      const { differences } = await (await house.as('office')).call(listDifferences, { params: { organisationId } });
      const joint = differences.find(({ organisation }) => organisation.id === house.id('JOINT-1'));
      assert.deepEqual([joint?.stated, joint?.counted], [22, 21]);
    }
  });

  test('is refused where it is not counted, in parts that are none, and by whoever does not manage the node', async () => {
    const town = house.id('TOWN');
    const body: Stated = { measure: 'units', source: '报告', total: 1, by: null, parts: [] };
    const part = [{ part: 'nobody', stated: 1 }];
    assert.equal(
      await refusalOf(state(town, { ...body, measure: 'party-organisations' })),
      'measure-not-for-this-node',
    );
    assert.equal(await refusalOf(state(town, { ...body, by: 'kind', parts: part })), 'parting-not-for-this-node');
    assert.equal(await refusalOf(state(town, { ...body, by: 'class', parts: part })), 'part-unknown');
    assert.equal(
      await refusalOf(state(town, { ...body, by: 'child', parts: [{ part: house.id('CLINIC'), stated: 1 }] })),
      'part-unknown',
    );
    assert.equal(await refusalOf(state(town, { ...body, total: null })), 'nothing-stated');
    for (const who of ['head', 'auditor', 'leader'] as const)
      assert.equal(
        await refusalOf(state(house.id('SCHOOL'), { ...body, measure: 'members' }, who)),
        'not-permitted',
        who,
      );
    assert.equal(await refusalOf(state(town, body, 'otherTown')), 'not-found');
  });

  test('of party organisations has its kinds, and its figures are as long as their lists', async () => {
    const committee = house.id('COUNTY-COMMITTEE');
    const parts = [
      { part: 'committee', stated: 2 },
      { part: 'branch', stated: 4 },
    ];
    await state(committee, { measure: 'party-organisations', source: '报告', total: 7, by: 'kind', parts });
    const { counted, statements } = await reconciled(committee, 'party-organisations');
    const [byKind] = statements[0]!.breakdowns;
    assert.deepEqual([counted, byKind!.sum, byKind!.difference], [6, 6, -1]);
    for (const { part, counted: figure } of byKind!.lines) {
      const query = { measure: 'party-organisations', by: 'kind', of: part ?? '' } as const;
      assert.equal((await everyRow(committee, query)).length, figure, part ?? '');
    }
    const { statements: none, counted: members } = await reconciled(committee, 'members');
    assert.deepEqual([none, members], [[], 136]);
    assert.equal(
      (await everyRow(committee, { measure: 'members', by: 'child', of: house.id('TOWN-COMMITTEE') })).length,
      115,
    );
    assert.equal((await everyRow(committee, { measure: 'floating' })).length, 4);
  });
});

describe('the list of classes', () => {
  test('is kept by whoever manages the root of the places, and a class in use stays', async () => {
    const office = await house.as('office');
    const { classes, used, mayKeep } = await office.call(listUnitClasses, {});
    assert.deepEqual([classes.length, mayKeep], [26, true]);
    assert.ok(used.includes('community'), 'units have it');
    assert.ok(used.length < classes.length, 'and others nobody has');
    assert.ok(!classes.some(({ title }) => title.en.includes('committee')), 'the list is that of every campaign');
    assert.deepEqual(
      classes.slice(0, 2).map(({ code, parentCode }) => [code, parentCode]),
      [
        ['organ', null],
        ['party-and-government-organ', 'organ'],
      ],
    );
    const guild = {
      code: 'guild',
      parentCode: 'social-organisation',
      title: { zh: '行会', en: 'Guilds' },
      isRetired: false,
    };
    const keep = (list: typeof classes, who: CastName = 'office') =>
      house.as(who).then((client) => client.call(keepUnitClasses, { body: { classes: list } }));
    assert.deepEqual(await keep([...classes, guild]), { added: 1, changed: 0 });
    assert.equal(await refusalOf(keep(classes)), 'list-changed');
    assert.equal(await refusalOf(keep([...classes, guild], 'county')), 'not-permitted');
    const retired = [
      ...classes.map((each) => (each.code === 'community' ? { ...each, isRetired: true } : each)),
      guild,
    ];
    assert.equal((await keep(retired)).changed, 1);
    const csv = '名称,种类,类别\n新社区,单位,社区\n同业公会,单位,Guilds';
    const body = { fileName: 'x.csv', csv, commit: false };
    const report = await office.call(importOrganisations, { params: { organisationId: house.id('TOWN') }, body });
    assert.deepEqual(
      report.faults.map(({ cell, code }) => [cell, code]),
      [['C2', 'class-retired']],
    );
    const { mayKeep: mayCounty } = await (await house.as('county')).call(listUnitClasses, {});
    assert.equal(mayCounty, false);
  });
});
