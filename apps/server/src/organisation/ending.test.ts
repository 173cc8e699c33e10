import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { readGate } from '@muster/contract/gate';
import {
  closeOrganisation,
  importOrganisations,
  listChildren,
  mergeOrganisation,
  readChangeEffects,
  readOrganisationRecord,
} from '@muster/contract/organisation';
import { readOverview } from '@muster/contract/rollup';
import { importMembers, listMembers, readPerson } from '@muster/contract/roster';
import { recordActivity } from '@muster/contract/study';
import { withClient } from '@muster/server/testing';
import { refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';

let house: TestHouse;
beforeEach(async () => {
  house = await startTestHouse();
});
afterEach(() => house.close());

const today = '2026-03-20';
const at = (code: string) => ({ params: { organisationId: house.id(code) } });
const as = (who: CastName) => house.as(who);
const closeAt = async (who: CastName, organisationId: string, on = today) =>
  (await as(who)).call(closeOrganisation, { params: { organisationId }, body: { on, reason: '撤销' } });
const merge = async (who: CastName, code: string, into: string, on = today) =>
  (await as(who)).call(mergeOrganisation, { ...at(code), body: { intoId: house.id(into), on, reason: '合并' } });
const beneath = async (who: CastName, code: string) =>
  (await (await as(who)).call(listChildren, at(code))).nodes.map(({ name }) => name);
const recordOf = async (code: string) => (await as('office')).call(readOrganisationRecord, at(code));
const figures = async (code: string) => {
  await house.fold();
  const { units, branches, members, floating } = (await (await as('office')).call(readOverview, at(code))).figures;
  return [units, branches, members, floating];
};

async function rows<Row extends object>(query: string, values: unknown[] = []): Promise<Row[]> {
  return withClient(house.database.superuser(), async (client) => (await client.query<Row>(query, values)).rows);
}

/** A unit with a branch, and nobody in either. */
async function emptyUnit(): Promise<(code: string) => string> {
  const csv =
    '编码,名称,种类,上级编码,所属单位编码,成立日期\nMILL,碾米厂,单位,TOWN,,2010-01-01\nMILL-1,碾米厂党支部,党支部,TOWN-COMMITTEE,MILL,2010-01-01\n';
  const organisationId = house.id('COUNTY');
  const body = { fileName: 'mill.csv', csv, commit: true };
  await (await as('county')).call(importOrganisations, { params: { organisationId }, body });
  const found = await rows<{ code: string; id: string }>(`select code, id from organisation where code like 'MILL%'`);
  return (code) => found.find((each) => each.code === code)?.id ?? '';
}

describe('an organisation is closed', () => {
  test('while it holds anybody or anything it is refused, and says what', async () => {
    const call = (await as('office')).call(closeOrganisation, { ...at('SCHOOL'), body: { on: today, reason: '撤销' } });
    await assert.rejects(call, (error: { problem: { code: string; params: Record<string, unknown> } }) => {
      assert.equal(error.problem.code, 'organisation-not-empty');
      assert.deepEqual(error.problem.params, {
        organisations: 2,
        names: '中心小学第一党支部、中心小学第二党支部',
        members: 22,
      });
      return true;
    });
    assert.equal(await refusalOf(closeAt('office', house.id('TOWN'))), 'organisation-not-empty');
    const effects = await (await as('office')).call(readChangeEffects, at('SCHOOL'));
    assert.deepEqual(
      [
        effects.units,
        effects.branches,
        effects.members,
        effects.ownMembers,
        effects.takingPart,
        effects.hostedBranches.length,
      ],
      [1, 2, 20, 22, 1, 2],
    );
  });

  test('an empty one disappears from the tree and the figures and stays readable, with the date and the reason', async () => {
    const before = await figures('TOWN');
    const mill = await emptyUnit();
    assert.equal(await refusalOf(closeAt('town', mill('MILL'))), 'organisation-not-empty');
    assert.equal(await refusalOf(closeAt('town', mill('MILL-1'), '2026-03-21')), 'day-in-future');
    assert.equal(await refusalOf(closeAt('head', mill('MILL-1'))), 'not-permitted');
    await closeAt('town', mill('MILL-1'));
    await closeAt('town', mill('MILL'));
    assert.deepEqual(await beneath('town', 'TOWN'), ['白鹭镇中心小学', '明湖社区']);
    assert.deepEqual(await figures('TOWN'), before);
    const { closing, may } = await (
      await as('town')
    ).call(readOrganisationRecord, {
      params: { organisationId: mill('MILL') },
    });
    assert.deepEqual([closing?.on, closing?.reason, closing?.by], [today, '撤销', '沈知秋']);
    assert.equal(may.edit || may.move || may.close || may.merge || may.flag, false);
    assert.equal(await refusalOf(closeAt('town', mill('MILL'))), 'organisation-closed');
    assert.deepEqual(await house.differences(), []);
  });

  test('and takes in nothing by a file: no organisation, no branch, no member', async () => {
    const mill = await emptyUnit();
    await closeAt('town', mill('MILL-1'));
    await closeAt('town', mill('MILL'));
    const county = await as('county');
    const body = (csv: string) => ({ fileName: 'a.csv', csv, commit: false });
    const organisations = '编码,名称,种类,上级编码,所属单位编码\nNEW-1,新支部,党支部,TOWN-COMMITTEE,MILL';
    const { faults } = await county.call(importOrganisations, { ...at('COUNTY'), body: body(organisations) });
    assert.deepEqual(
      faults.map(({ cell, code, params }) => [cell, code, params['name']]),
      [['E2', 'closed', '碾米厂']],
    );
    const into = '姓名,党支部编码,单位编码\n某人,MILL-1,\n某人,SCHOOL-1,MILL';
    const members = await county.call(importMembers, { ...at('COUNTY-COMMITTEE'), body: body(into) });
    assert.deepEqual(
      members.faults.map(({ cell, code }) => [cell, code]),
      [
        ['B2', 'closed'],
        ['C3', 'unit-not-served'],
      ],
    );
    for (const [route, organisationId] of [
      [importOrganisations, mill('MILL')],
      [importMembers, mill('MILL-1')],
    ] as const) {
      const call = county.call(route, {
        params: { organisationId },
        body: body(route === importMembers ? into : organisations),
      });
      assert.equal(await refusalOf(call), 'organisation-closed');
    }
  });

  test('while somebody counts there or has applied it is refused', async () => {
    await rows(
      `insert into assessment (region_id, id, campaign_id, participation_id, unit_id, stage_code, attempt, held_on, opened_by, recorded_at, path, linked)
       select p.region_id, gen_random_uuid(), p.campaign_id, p.id, p.unit_id, 'study', 1, '2026-03-19', gen_random_uuid(), now(), p.path, p.linked
       from participation p where p.unit_id = $1`,
      [house.id('STATION')],
    );
    assert.equal(await refusalOf(merge('otherTown', 'STATION', 'CLINIC')), 'organisation-in-procedure');
    await assert.rejects(
      merge('otherTown', 'CLINIC', 'STATION'),
      ({ problem }: { problem: { code: string; params: Record<string, unknown> } }) => {
        assert.deepEqual(
          [problem.code, problem.params['name'], problem.params['assessments']],
          ['organisation-in-procedure', '石桥镇农技站', 1],
          'of the one that takes it in, too, and by its name',
        );
        return true;
      },
    );
    const { openAssessments } = await (await as('otherTown')).call(readChangeEffects, at('STATION'));
    assert.equal(openAssessments, 1, 'which its effects say before');
  });
});

describe('one organisation merges into another', () => {
  test('the members of a unit belong to the other from the day on; the unit takes part no longer', async () => {
    const before = await figures('OTHER-TOWN');
    await merge('otherTown', 'STATION', 'CLINIC');
    const { members } = await (await as('otherTown')).call(listMembers, at('CLINIC'));
    assert.equal(members.length, 23);
    const [units, ...rest] = before;
    assert.deepEqual(await figures('OTHER-TOWN'), [(units ?? 0) - 1, ...rest]);
    const { closing } = await recordOf('STATION');
    assert.equal(closing?.mergedInto?.id, house.id('CLINIC'));
    assert.deepEqual(
      (await recordOf('CLINIC')).absorbed.map(({ name, on }) => [name, on]),
      [['石桥镇农技站', today]],
    );
    const ended = await rows<{ reason: string; on: string; by: string }>(
      `select end_reason as reason, ended_on::text as on, ended_by_name as by from participation where unit_id = $1`,
      [house.id('STATION')],
    );
    assert.deepEqual(ended, [{ reason: '合并', on: today, by: '陆行舟' }]);
    assert.deepEqual(await house.differences(), []);
  });

  test('hours follow the members, meetings stay where they were held', async () => {
    const body = {
      kind: 'collective-study',
      topic: '学习',
      startsAt: '2026-03-19T14:00:00+08:00',
      endsAt: '2026-03-19T16:00:00+08:00',
      absences: [],
    };
    await (await as('secretary2')).call(recordActivity, { params: { branchId: house.id('SCHOOL-2') }, body });
    const hours = async () => {
      const { findings } = await (await as('head')).call(readGate, { params: { unitId: house.id('SCHOOL') } });
      return findings.map(({ num, den }) => [num, den]);
    };
    const before = await hours();
    await merge('county', 'SCHOOL-2', 'SCHOOL-1');
    assert.deepEqual(await hours(), before);
    const member = await (await as('secretary')).call(readPerson, { params: { personId: house.id('SCHOOL-2-03') } });
    assert.ok(JSON.stringify(member).includes('中心小学第一党支部'));
    const meetings = await rows<{ branch: string }>(
      `select o.code as branch from activity a join organisation o on o.id = a.host_branch_id`,
    );
    assert.deepEqual(meetings, [{ branch: 'SCHOOL-2' }]);
    // The secretary of the branch that is gone holds no office, and is a member of the other.
    const offices = await rows<{ open: number }>(
      `select count(*)::int as open from appointment where organisation_id = $1 and to_on is null`,
      [house.id('SCHOOL-2')],
    );
    assert.deepEqual(offices, [{ open: 0 }]);
    assert.equal(
      await refusalOf((await as('secretary2')).call(readOrganisationRecord, at('SCHOOL-2'))),
      'not-logged-in',
    );
    assert.deepEqual(await house.differences(), []);
  });

  test('a branch that served other units goes on serving them as the other branch', async () => {
    await merge('county', 'JOINT-1', 'COMMUNITY-1');
    const { links } = await recordOf('COMMUNITY-1');
    assert.deepEqual(
      links.map(({ name, isHost }) => [name, isHost]),
      [
        ['明湖社区', true],
        ['石桥镇卫生院', false],
        ['石桥镇农技站', false],
      ],
    );
    assert.deepEqual(await house.differences(), []);
  });

  test('what hangs beneath a committee or a region goes along', async () => {
    await merge('county', 'OTHER-COMMITTEE', 'TOWN-COMMITTEE');
    await merge('county', 'OTHER-TOWN', 'TOWN');
    assert.equal((await beneath('town', 'TOWN')).length, 4);
    assert.ok((await beneath('town', 'TOWN-COMMITTEE')).includes('卫生院农技站联合党支部'));
    assert.deepEqual(await beneath('county', 'COUNTY'), ['白鹭镇']);
    assert.deepEqual(await house.differences(), []);
  });

  test('only of one kind, not with kin, and permitted on both', async () => {
    assert.equal(await refusalOf(merge('office', 'SCHOOL', 'SCHOOL')), 'merge-into-itself');
    assert.equal(await refusalOf(merge('office', 'SCHOOL', 'TOWN')), 'merge-kind-differs');
    assert.equal(await refusalOf(merge('office', 'TOWN', 'COUNTY')), 'merge-with-kin');
    assert.equal(await refusalOf(merge('town', 'SCHOOL', 'CLINIC')), 'not-found');
    assert.equal(await refusalOf(merge('town', 'TOWN', 'OTHER-TOWN')), 'not-found');
    assert.equal(
      await refusalOf(merge('administrator', 'COMMUNITY', 'SCHOOL', '1999-01-01')),
      'day-before-present-parent',
    );
  });
});
