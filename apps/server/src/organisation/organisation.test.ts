import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import {
  exportOrganisations,
  importOrganisations,
  listChildren,
  listRoots,
  readOrganisation,
} from '@muster/contract/organisation';
import { withClient } from '@muster/server/testing';
import { refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

const at = (code: string) => ({ params: { organisationId: house.id(code) } });

async function roots(who: CastName) {
  return (await (await house.as(who)).call(listRoots, {})).nodes;
}

async function namesBeneath(who: CastName, organisationId: string): Promise<string[]> {
  const { nodes } = await (await house.as(who)).call(listChildren, { params: { organisationId } });
  return nodes.map((node) => node.name);
}

async function importAs(
  who: CastName,
  node: string,
  csv: string,
  over: { commit?: boolean; exceptRefused?: boolean } = {},
) {
  const organisationId = node === 'PLACE' ? (await roots('administrator'))[0]!.id : house.id(node);
  const body = { fileName: 'test.csv', csv, commit: true, ...over };
  return (await house.as(who)).call(importOrganisations, { params: { organisationId }, body });
}

async function rows<Row extends object>(query: string): Promise<Row[]> {
  return withClient(house.database.superuser(), async (client) => (await client.query<Row>(query)).rows);
}

describe('the tree', () => {
  test('begins where one may read: both roots for the office, town and committee at depth 3, a unit with its branches', async () => {
    const shown = async (who: CastName) => (await roots(who)).map(({ name, organisations }) => [name, organisations]);
    assert.deepEqual(await shown('office'), [
      ['眉山市', 4],
      ['中共眉山市委', 4],
    ]);
    assert.deepEqual(await shown('town'), [
      ['白鹭镇', 2],
      ['中共白鹭镇委员会', 3],
    ]);
    assert.deepEqual(
      (await roots('head')).map(({ name }) => name),
      ['白鹭镇中心小学', '中心小学第一党支部', '中心小学第二党支部'],
    );
    assert.deepEqual(
      (await roots('jointSecretary')).map(({ name }) => name),
      ['石桥镇卫生院', '石桥镇农技站', '卫生院农技站联合党支部'],
    );
    assert.deepEqual(await roots('member'), []);
  });

  test('children stand in the order of the file and say whether there are more beneath', async () => {
    assert.deepEqual(await namesBeneath('county', house.id('COUNTY')), ['白鹭镇', '石桥镇']);
    const { nodes } = await (await house.as('county')).call(listChildren, at('COUNTY-COMMITTEE'));
    assert.deepEqual(
      nodes.map(({ name, kind, hasChildren, organisations }) => [name, kind, hasChildren, organisations]),
      [
        ['中共白鹭镇委员会', 'committee', true, 3],
        ['中共石桥镇委员会', 'committee', true, 1],
      ],
    );
  });

  test('a node above is known by name alone, one elsewhere not at all', async () => {
    assert.equal(await refusalOf(namesBeneath('town', house.id('COUNTY'))), 'not-permitted');
    assert.equal(await refusalOf(namesBeneath('town', house.id('OTHER-TOWN'))), 'not-found');
    assert.equal(await refusalOf((await house.as('head')).call(readOrganisation, at('CLINIC'))), 'not-found');
    assert.equal(await refusalOf((await house.as('stranger')).call(listRoots, {})), 'not-logged-in');
  });

  test('a node tells what is above it and what it is linked to', async () => {
    const client = await house.as('office');
    const clinic = await client.call(readOrganisation, at('CLINIC'));
    assert.deepEqual(
      clinic.above.map(({ name }) => name),
      ['眉山市', '青神县', '石桥镇'],
    );
    assert.deepEqual(
      clinic.linked.map(({ name, isHost }) => [name, isHost]),
      [['卫生院农技站联合党支部', true]],
    );
    const branch = await client.call(readOrganisation, at('JOINT-1'));
    assert.deepEqual(
      branch.linked.map(({ name, isHost }) => [name, isHost]),
      [
        ['石桥镇卫生院', true],
        ['石桥镇农技站', false],
      ],
    );
    assert.equal(branch.organisation.openedOn, '2000-01-01');
  });
});

describe('importing', () => {
  test('a dry run reports and writes nothing', async () => {
    const held = await rows<{ n: number }>('select count(*)::int as n from organisation');
    const report = await importAs('town', 'TOWN', '名称,种类\n新单位,单位\n坏单位,单味', { commit: false });
    assert.deepEqual([report.rows, report.created, report.refused, report.committed], [2, 1, 1, false]);
    assert.deepEqual(
      [report.faults[0]!.cell, report.faults[0]!.code, report.faults[0]!.nearest],
      ['B3', 'kind-unknown', '单位'],
    );
    assert.deepEqual(await rows<{ n: number }>('select count(*)::int as n from organisation'), held);
  });

  test('what is exported imports again beneath the same node with everything unchanged', async () => {
    for (const [who, node] of [
      ['town', 'TOWN'],
      ['county', 'COUNTY-COMMITTEE'],
      ['county', 'COUNTY'],
      ['otherTown', 'OTHER-COMMITTEE'],
    ] as const) {
      const { csv } = await (await house.as(who)).call(exportOrganisations, at(node));
      assert.match(csv ?? '', /^\uFEFF编码,名称,种类,上级编码/);
      const report = await importAs(who, node, csv ?? '');
      assert.deepEqual([report.unchanged, report.faults], [report.rows, []], node);
    }
    const [place] = await roots('office');
    const { csv } = await (
      await house.as('office')
    ).call(exportOrganisations, { params: { organisationId: place!.id } });
    assert.equal((await importAs('office', 'PLACE', csv ?? '')).unchanged, 14);
  });

  test('a committed file makes units and branches, links them, keeps claims, and is told to the ledger and the figures', async () => {
    const csv = [
      '石桥镇新增单位,,,,,',
      '编码,名称,种类,上级编码,所属单位编码,声明党员数,统一社会信用代码',
      'NEW-B,茶厂党支部,党支部,OTHER-COMMITTEE,NEW-U；NEW-V,,',
      "NEW-U,'=茶厂,单位,,,１２,91350100M000100Y43",
      'NEW-V,果园,单位,,,,',
      '',
    ].join('\r\n');
    const report = await importAs('otherTown', 'OTHER-TOWN', csv);
    assert.deepEqual([report.created, report.updated, report.faults], [3, 0, []]);
    await house.fold();
    const [place, party] = await roots('otherTown');
    assert.deepEqual([place!.organisations, party!.organisations], [4, 2]);
    assert.deepEqual(
      await rows(
        `select name, stated, source from organisation_claim c join organisation o on o.id = c.organisation_id`,
      ),
      [{ name: '=茶厂', stated: 12, source: 'test.csv' }],
    );
    const linked = await rows<{ code: string; n: number }>(
      `select code, cardinality(linked) as n from organisation where code in ('NEW-U', 'NEW-B', 'NEW-V') order by code`,
    );
    assert.deepEqual(
      linked.map(({ code, n }) => [code, n]),
      [
        ['NEW-B', 2],
        ['NEW-U', 1],
        ['NEW-V', 1],
      ],
    );
    const [entry] = await rows<{ summary: object }>(
      `select summary from ledger_entry where kind = 'organisation.imported' order by recorded_at desc, id desc limit 1`,
    );
    const source = createHash('sha256').update(csv).digest('hex');
    assert.deepEqual(entry!.summary, { rows: 3, created: 3, updated: 0, source });
    assert.deepEqual(await house.differences(), []);
    assert.equal((await importAs('otherTown', 'OTHER-TOWN', csv)).unchanged, 3);
  });

  test('a branch changes its host, and back on the same day', async () => {
    const csv = (units: string) =>
      `编码,名称,种类,上级编码,所属单位编码\nNEW-B,茶厂党支部,党支部,OTHER-COMMITTEE,${units}`;
    assert.equal((await importAs('otherTown', 'OTHER-TOWN', csv('NEW-V'))).updated, 1);
    await house.fold();
    assert.deepEqual(await house.differences(), []);
    assert.equal((await importAs('otherTown', 'OTHER-TOWN', csv('NEW-U、NEW-V'))).updated, 1);
    await house.fold();
    assert.deepEqual(await house.differences(), []);
    const open = await rows<{ code: string; is_host: boolean }>(
      `select u.code, s.is_host from branch_serves_unit s join organisation u on u.id = s.unit_id join organisation b on b.id = s.branch_id
       where b.code = 'NEW-B' and s.to_on is null order by 1`,
    );
    assert.deepEqual(open, [
      { code: 'NEW-U', is_host: true },
      { code: 'NEW-V', is_host: false },
    ]);
  });

  test('with an error nothing is written, unless the refused rows are left out', async () => {
    const csv = '编码,名称,种类,上级编码\nGOOD,好单位,单位,\nBAD,坏,单位,NOWHERE';
    assert.equal(await refusalOf(importAs('town', 'TOWN', csv)), 'import-has-errors');
    assert.deepEqual(await rows(`select id from organisation where code = 'GOOD'`), []);
    const report = await importAs('town', 'TOWN', csv, { exceptRefused: true });
    assert.deepEqual([report.created, report.refused, report.committed], [1, 1, true]);
    assert.deepEqual(report.sheets[0]!.sample, [{ row: 3, cells: ['BAD', '坏', '单位', 'NOWHERE'] }]);
  });

  test('a code that is held where one cannot see is refused in its cell, by the dry run and for good, and its holder is not named', async () => {
    const csv = '编码,名称,种类,统一社会信用代码\nCLINIC,卫生院,单位,\nFREE-1,别处,单位,91350100M000200Y4T';
    for (const commit of [false, true]) {
      const report = await importAs('town', 'TOWN', csv, { commit, exceptRefused: commit });
      const [fault] = report.faults;
      assert.deepEqual(
        [fault?.cell, fault?.code, fault?.params, report.faults.length],
        ['A2', 'code-taken', { found: 'CLINIC' }, 1],
      );
      assert.deepEqual([report.created, report.refused], [1, 1]);
    }
    assert.deepEqual(await rows(`select code from organisation where code = 'FREE-1'`), [{ code: 'FREE-1' }]);
    const over = await importAs(
      'otherTown',
      'OTHER-TOWN',
      '编码,名称,种类,统一社会信用代码\nFREE-2,厂,单位,91350100M000200Y4T',
      { commit: false },
    );
    assert.deepEqual(
      over.faults.map(({ cell, code }) => [cell, code]),
      [['D2', 'code-taken']],
    );
  });

  test('a file that is none is refused', async () => {
    assert.equal(await refusalOf(importAs('town', 'TOWN', '甲,乙\n1,2')), 'columns-missing');
    assert.equal(await refusalOf(importAs('town', 'TOWN', '名称,种类\n')), 'import-empty');
    assert.equal(await refusalOf(importAs('town', 'TOWN', '名称,种类\n"甲,单位')), 'quote-never-closed');
    assert.equal(await refusalOf(importAs('town', 'TOWN', '')), 'file-empty');
    assert.equal(await refusalOf(importAs('town', 'TOWN', 'PK\0\u0001')), 'not-a-table');
    assert.equal(await refusalOf(importAs('town', 'TOWN', '\u0089PNG\r\n\u001a\n')), 'not-a-table');
  });

  test('units are made where one may, and only by whoever manages organisations', async () => {
    const csv = '名称,种类,上级编码\n外单位,单位,OTHER-TOWN';
    const report = await importAs('town', 'TOWN', csv, { commit: false });
    assert.equal(report.faults[0]!.code, 'parent-unknown');
    for (const who of ['head', 'clerk', 'secretary', 'leader', 'auditor', 'team'] as const)
      assert.equal(await refusalOf(importAs(who, 'TOWN', csv)), 'not-permitted', who);
    assert.equal(await refusalOf(importAs('otherTown', 'TOWN', csv)), 'not-found');
  });
});
