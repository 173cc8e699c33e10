import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { exportMembers, importMembers, listMembers, readPerson } from '@muster/contract/roster';
import { readGate } from '@muster/contract/gate';
import { recordActivity } from '@muster/contract/study';
import { withClient } from '@muster/server/testing';
import { refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

const at = (code: string) => ({ params: { organisationId: house.id(code) } });

async function listAs(who: CastName, node: string, query: { after?: string; limit?: number } = {}) {
  return (await house.as(who)).call(listMembers, { ...at(node), query });
}

async function importAs(
  who: CastName,
  node: string,
  csv: string,
  over: { commit?: boolean; exceptRefused?: boolean } = {},
) {
  return (await house.as(who)).call(importMembers, {
    ...at(node),
    body: { fileName: 'm.csv', csv, commit: true, ...over },
  });
}

async function rows<Row extends object>(query: string): Promise<Row[]> {
  return withClient(house.database.superuser(), async (client) => (await client.query<Row>(query)).rows);
}

describe('the list of members', () => {
  test('holds whoever is at or beneath a node of either tree, and the leaves of a joint branch apart', async () => {
    const all = async (who: CastName, node: string) => (await listAs(who, node)).all;
    assert.deepEqual(await Promise.all([all('county', 'COUNTY'), all('county', 'COUNTY-COMMITTEE')]), [141, 141]);
    assert.deepEqual(
      await Promise.all([all('town', 'TOWN'), all('town', 'TOWN-COMMITTEE'), all('head', 'SCHOOL')]),
      [118, 118, 22],
    );
    assert.deepEqual(
      await Promise.all([all('otherTown', 'JOINT-1'), all('otherTown', 'CLINIC'), all('otherTown', 'STATION')]),
      [23, 12, 11],
    );
  });

  test('its pages give everybody once, in one order', async () => {
    const seen: string[] = [];
    let next: string | undefined;
    do {
      const page = await listAs('county', 'COUNTY', { limit: 40, ...(next === undefined ? {} : { after: next }) });
      seen.push(...page.members.map(({ personId }) => personId));
      next = page.next ?? undefined;
    } while (next !== undefined);
    assert.deepEqual([seen.length, new Set(seen).size], [141, 141]);
    assert.equal(await refusalOf(listAs('county', 'COUNTY', { after: 'nonsense' })), 'invalid-input');
  });

  test('is closed to whoever may not read the node', async () => {
    assert.equal(await refusalOf(listAs('head', 'CLINIC')), 'not-found');
    assert.equal(await refusalOf(listAs('town', 'COUNTY')), 'not-permitted');
    assert.equal(await refusalOf(listAs('member', 'SCHOOL')), 'not-permitted');
  });

  test('shows the hours of the open stage, and a page of one person what is needed and what is there', async () => {
    const absences = [{ personId: house.id('SCHOOL-1-05'), reason: 'sick' }];
    const body = {
      kind: 'lecture',
      topic: '集中学习',
      startsAt: '2026-03-19T09:00:00+08:00',
      endsAt: '2026-03-19T12:00:00+08:00',
      absences,
    };
    await (await house.as('secretary')).call(recordActivity, { params: { branchId: house.id('SCHOOL-1') }, body });
    const { members } = await listAs('secretary', 'SCHOOL-1');
    const minutes = new Map(members.map((member) => [member.code, member.minutes]));
    assert.deepEqual([minutes.get('SCHOOL-1-04'), minutes.get('SCHOOL-1-05')], [180, 0]);
    const page = await (
      await house.as('secretary')
    ).call(readPerson, { params: { personId: house.id('SCHOOL-1-04') } });
    assert.deepEqual(
      [page.person.name, page.membership!.unit.name, page.stage!.minutes],
      ['唐晓棠', '白鹭镇中心小学', 180],
    );
    assert.deepEqual(
      page.stage!.needs.map(({ measure, minutes: needed, have }) => [measure, needed, have]),
      [['study.minutes', 240, 180]],
    );
    assert.deepEqual(
      page.attendances.map(({ topic, presence }) => [topic, presence]),
      [['集中学习', 'present']],
    );
  });

  test('everybody may read oneself, and nobody a person elsewhere', async () => {
    const read = async (who: CastName, code: string) =>
      (await house.as(who)).call(readPerson, { params: { personId: house.id(code) } });
    assert.equal((await read('member', 'SCHOOL-1-04')).person.name, '唐晓棠');
    assert.equal(await refusalOf(read('member', 'SCHOOL-1-05')), 'not-found');
    assert.equal(await refusalOf(read('communityHead', 'SCHOOL-1-05')), 'not-found');
    assert.equal((await read('communityHead', 'COMMUNITY-1-05')).membership!.standing, 'full');
  });
});

describe('importing members', () => {
  test('what is exported imports again with everything unchanged', async () => {
    for (const [who, node] of [
      ['county', 'COUNTY'],
      ['town', 'TOWN-COMMITTEE'],
      ['otherTown', 'STATION'],
      ['otherTown', 'JOINT-1'],
    ] as const) {
      const { csv } = await (await house.as(who)).call(exportMembers, at(node));
      const report = await importAs(who, node, csv ?? '');
      assert.deepEqual([report.unchanged, report.faults], [report.rows, []], node);
    }
  });

  test('new people are counted at once in both trees and change what the unit owes', async () => {
    const csv = '姓名,出生年,党支部编码,类别\n新来的,１９９０,COMMUNITY-1,流动';
    const dry = await importAs('town', 'TOWN', csv, { commit: false });
    assert.deepEqual([dry.created, dry.committed], [1, false]);
    assert.equal((await listAs('town', 'COMMUNITY')).all, 96);
    assert.equal((await importAs('town', 'TOWN', csv)).created, 1);
    assert.equal((await listAs('town', 'COMMUNITY')).all, 97);
    await house.fold();
    assert.deepEqual(await house.differences(), []);
    const gate = await (await house.as('town')).call(readGate, { params: { unitId: house.id('COMMUNITY') } });
    assert.equal(gate.unit.members, 96);
    const [entry] = await rows<{ summary: object; records: number }>(
      `select summary, cardinality(record_hashes) as records from ledger_entry where kind = 'roster.imported' order by recorded_at desc, id desc limit 1`,
    );
    const source = createHash('sha256').update(csv).digest('hex');
    assert.deepEqual(entry, { summary: { rows: 1, created: 1, updated: 0, source }, records: 2 });
    const again = await importAs('town', 'TOWN', csv);
    assert.deepEqual([again.unchanged, again.faults[0]!.code], [1, 'matched-by-name']);
  });

  test('a changed standing moves the figures', async () => {
    const csv = '编码,姓名,党支部编码,身份\nCOMMUNITY-1-09,党员COMMUNITY109,COMMUNITY-1,申请人';
    assert.equal((await importAs('town', 'TOWN', csv)).updated, 1);
    await house.fold();
    assert.deepEqual(await house.differences(), []);
  });

  test('a table of organisations makes no members, and a new member is put into a branch by its code alone', async () => {
    const organisations = 'code,name,kind,parent_code,units\nX-1,新建党支部,branch,,COMMUNITY';
    assert.equal(await refusalOf(importAs('town', 'COMMUNITY', organisations)), 'other-table');
    assert.equal(await refusalOf(importAs('town', 'TOWN', '姓名,姓名,党支部编码\n甲,乙,SCHOOL-1')), 'column-twice');
    const told = async (node: string) =>
      (await importAs('town', node, 'code,name,电话\nX-9,卜算子,123', { commit: false })).faults.map(
        ({ cell, severity, code }) => [cell, severity, code],
      );
    const unread = ['C1', 'warning', 'column-unknown'];
    // The community has one branch; beneath that branch itself nothing more needs to be said.
    assert.deepEqual(await told('COMMUNITY'), [unread, ['A2', 'error', 'branch-missing']]);
    assert.deepEqual(await told('COMMUNITY-1'), [unread]);
  });

  test('given tables that were small until now, what follows a large import in them is planned for their new size', async () => {
    const people = Array.from({ length: 600 }, (_, one) => `MANY-${one},党员${one},STATION,JOINT-1`);
    const report = await importAs('otherTown', 'OTHER-TOWN', `编码,姓名,单位编码,党支部编码\n${people.join('\n')}`);
    assert.equal(report.created, 600);
    const remembered = await rows<{ table: string }>(
      `select relname as table from pg_class where relname in ('person', 'membership') and reltuples >= 600 order by relname`,
    );
    assert.deepEqual(
      remembered.map(({ table }) => table),
      ['membership', 'person'],
    );
  });

  test('nobody else imports: not beneath another node, not without the authority', async () => {
    const csv = '姓名,党支部编码\n某人,SCHOOL-1';
    for (const who of ['head', 'clerk', 'secretary', 'leader', 'auditor'] as const)
      assert.equal(await refusalOf(importAs(who, 'SCHOOL', csv)), 'not-permitted', who);
    assert.equal(await refusalOf(importAs('otherTown', 'SCHOOL', csv)), 'not-found');
    assert.equal((await importAs('otherTown', 'OTHER-TOWN', csv, { commit: false })).faults[0]!.code, 'branch-unknown');
    const held = '编码,姓名,党支部编码\nCLINIC-01,温如许,SCHOOL-1\nFREE-1,温如许,SCHOOL-1';
    for (const commit of [false, true]) {
      const report = await importAs('town', 'TOWN', held, { commit, exceptRefused: commit });
      const told = report.faults.map(({ cell, code, params }) => [cell, code, params]);
      assert.deepEqual(told, [['A2', 'code-taken', { found: 'CLINIC-01' }]], 'the cell, and nothing of whose it is');
      assert.deepEqual([report.created, report.refused], [1, 1]);
    }
  });
});
