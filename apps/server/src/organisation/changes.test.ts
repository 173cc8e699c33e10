import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { readMe } from '@muster/contract/access';
import { readGate } from '@muster/contract/gate';
import { listEntries } from '@muster/contract/ledger';
import {
  editOrganisation,
  importOrganisations,
  listChildren,
  listChildrenOn,
  listRoots,
  moveOrganisation,
  readOrganisation,
  readOrganisationRecord,
} from '@muster/contract/organisation';
import { readOverview } from '@muster/contract/rollup';
import { listMembers } from '@muster/contract/roster';
import { listActivities, recordActivity } from '@muster/contract/study';
import { withClient } from '@muster/server/testing';
import { refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';

let house: TestHouse;

const today = '2026-03-20';
const at = (code: string) => ({ params: { organisationId: house.id(code) } });
const as = (who: CastName) => house.as(who);

const move = async (who: CastName, code: string, parent: string, on = today) =>
  (await as(who)).call(moveOrganisation, { ...at(code), body: { parentId: house.id(parent), on, reason: '区划调整' } });
const sees = async (who: CastName, code: string) =>
  (await refusalOf((await as(who)).call(readOrganisation, at(code)))) === null;
const beneath = async (who: CastName, code: string) =>
  (await (await as(who)).call(listChildren, at(code))).nodes.map(({ name }) => name);
const figures = async (code: string) => {
  await house.fold();
  const { units, branches, members, activities } = (await (await as('office')).call(readOverview, at(code))).figures;
  return { units, branches, members, activities };
};
const recordOf = async (code: string, who: CastName = 'office') =>
  (await as(who)).call(readOrganisationRecord, at(code));

async function rows<Row extends object>(query: string, values: unknown[] = []): Promise<Row[]> {
  return withClient(house.database.superuser(), async (client) => (await client.query<Row>(query, values)).rows);
}

async function meet(who: CastName, branch: string, day: number): Promise<void> {
  const body = {
    kind: 'collective-study',
    topic: '学习',
    startsAt: `2026-03-${day}T14:00:00+08:00`,
    endsAt: `2026-03-${day}T16:00:00+08:00`,
    lateReason: '补记',
    absences: [],
  };
  await (await as(who)).call(recordActivity, { params: { branchId: house.id(branch) }, body });
}

describe('an organisation gets another parent', () => {
  beforeEach(async () => {
    house = await startTestHouse();
  });
  afterEach(() => house.close());

  test('who answers for the new parent sees it with all that belongs to it, who answered for the old one no more', async () => {
    await meet('secretary', 'SCHOOL-1', 19);
    assert.deepEqual([await sees('leader', 'SCHOOL'), await sees('otherTown', 'SCHOOL')], [true, false]);
    const townBefore = await figures('TOWN');

    await move('county', 'SCHOOL', 'OTHER-TOWN');

    assert.deepEqual([await sees('leader', 'SCHOOL'), await sees('otherTown', 'SCHOOL')], [false, true]);
    assert.deepEqual(await beneath('county', 'TOWN'), ['明湖社区']);
    assert.ok((await beneath('otherTown', 'OTHER-TOWN')).includes('白鹭镇中心小学'));
    const { members } = await (await as('otherTown')).call(listMembers, { ...at('SCHOOL') });
    assert.equal(members.length, 22);
    // Stationed elsewhere: its branches hang where they hung, so the town's committee goes on seeing it.
    assert.equal(await sees('town', 'SCHOOL'), true);
    const { links } = await recordOf('SCHOOL');
    assert.deepEqual(
      links.map(({ name, above }) => [name, above?.name]),
      [
        ['中心小学第一党支部', '中共白鹭镇委员会'],
        ['中心小学第二党支部', '中共白鹭镇委员会'],
      ],
    );
    // 20 members and a meeting left with it; the applicants are in no figure.
    assert.deepEqual(await figures('TOWN'), {
      units: townBefore.units - 1,
      branches: townBefore.branches - 2,
      members: townBefore.members - 20,
      activities: 0,
    });
    assert.equal((await figures('OTHER-TOWN')).activities, 1);
    assert.deepEqual(await house.differences(), []);
  });

  test('those who work in it go on working, with their sessions and with what they recorded before', async () => {
    await meet('secretary', 'SCHOOL-1', 18);
    const gateOf = async () => (await as('head')).call(readGate, { params: { unitId: house.id('SCHOOL') } });
    const { judgedHash, findings } = await gateOf();
    await move('office', 'SCHOOL', 'OTHER-TOWN');
    const moved = await gateOf();
    assert.deepEqual([moved.judgedHash, moved.findings], [judgedHash, findings]);
    await meet('secretary', 'SCHOOL-1', 19);
    const { activities } = await (await as('head')).call(listActivities, at('SCHOOL'));
    assert.equal(activities.length, 2);
    const { grants } = await (await as('head')).call(readMe, {});
    assert.ok(grants.length > 0);
    assert.deepEqual(await house.differences(), []);
  });

  test('what is recorded while it moves stands at the new place all the same', async () => {
    const days = Array.from({ length: 8 }, (_, index) => 11 + index);
    await Promise.all([
      ...days.slice(0, 4).map((day) => meet('secretary', 'SCHOOL-1', day)),
      move('county', 'SCHOOL', 'OTHER-TOWN'),
      ...days.slice(4).map((day) => meet('secretary2', 'SCHOOL-2', day)),
    ]);
    const astray = await rows<{ held: number; astray: number }>(
      `select count(*)::int as held, count(*) filter (where a.path <> u.path or a.party_path <> b.path)::int as astray
       from activity a join organisation u on u.id = a.host_unit_id join organisation b on b.id = a.host_branch_id`,
    );
    assert.deepEqual(astray, [{ held: 8, astray: 0 }]);
    assert.deepEqual(await house.differences(), []);
  });

  test('a branch that moves takes the unit it serves into sight, and a unit of two branches counts under both lines', async () => {
    assert.equal(await sees('otherTown', 'SCHOOL'), false);
    await move('county', 'SCHOOL-2', 'OTHER-COMMITTEE');
    assert.deepEqual([await sees('otherTown', 'SCHOOL'), await sees('otherTown', 'SCHOOL-1')], [true, false]);
    assert.deepEqual(await house.differences(), []);
  });

  test('a whole subtree goes along, and comes back', async () => {
    await meet('communityHead', 'COMMUNITY-1', 19);
    const earlier = await figures('COUNTY');
    const csv = '编码,名称,种类,上级编码,所属单位编码,成立日期\nNEW-COUNTY,丹棱县,地区,,,2000-01-01\n';
    const { nodes } = await (await as('administrator')).call(listRoots, {});
    await (
      await as('administrator')
    ).call(importOrganisations, {
      params: { organisationId: nodes[0]!.id },
      body: { fileName: 'one.csv', csv, commit: true },
    });
    const [county] = await rows<{ id: string }>(`select id from organisation where code = 'NEW-COUNTY'`);
    const parent = { parentId: county!.id, on: today, reason: '区划调整' };
    await (await as('office')).call(moveOrganisation, { ...at('TOWN'), body: parent });
    assert.deepEqual(await house.differences(), []);
    assert.equal(await sees('leader', 'SCHOOL'), true);
    await move('office', 'TOWN', 'COUNTY');
    assert.deepEqual(await figures('COUNTY'), earlier);
    assert.deepEqual(await house.differences(), []);
  });

  test('it must be permitted on the organisation, on its parent and on the new one', async () => {
    for (const who of ['town', 'otherTown', 'head', 'leader', 'auditor'] as const) {
      const refused = await refusalOf(move(who, 'SCHOOL', 'OTHER-TOWN'));
      assert.ok(refused === 'not-permitted' || refused === 'not-found', `${who}: ${refused}`);
    }
    // Whoever manages the new parent alone, or the old one alone, takes or gives nothing away.
    assert.equal(await refusalOf(move('town', 'SCHOOL', 'COUNTY')), 'not-permitted');
  });

  test('what makes no tree is refused, and the day must fit', async () => {
    assert.equal(await refusalOf(move('office', 'TOWN', 'SCHOOL')), 'parent-beneath-itself');
    assert.equal(await refusalOf(move('office', 'SCHOOL', 'COMMUNITY')), 'parent-kind-wrong');
    assert.equal(await refusalOf(move('office', 'SCHOOL', 'TOWN-COMMITTEE')), 'parent-kind-wrong');
    assert.equal(await refusalOf(move('office', 'SCHOOL', 'TOWN')), 'parent-unchanged');
    assert.equal(await refusalOf(move('office', 'SCHOOL', 'OTHER-TOWN', '2026-03-21')), 'day-in-future');
    assert.equal(await refusalOf(move('office', 'SCHOOL', 'OTHER-TOWN', '1999-12-31')), 'day-before-present-parent');
  });

  test('its history says where it has stood, the tree of a past day shows it there, and both ends read of it', async () => {
    await move('county', 'SCHOOL', 'OTHER-TOWN', '2026-03-10');
    const { parents } = await recordOf('SCHOOL');
    assert.deepEqual(
      parents.map(({ parent, fromOn, toOn, by }) => [parent?.name, fromOn, toOn, by]),
      [
        ['石桥镇', '2026-03-10', null, '许望舒'],
        ['白鹭镇', '2000-01-01', '2026-03-10', null],
      ],
    );
    const then = async (who: CastName, code: string, on: string) =>
      (await (await as(who)).call(listChildrenOn, { params: { organisationId: house.id(code), on } })).nodes.map(
        ({ name }) => name,
      );
    assert.ok((await then('leader', 'TOWN', '2026-03-09')).includes('白鹭镇中心小学'));
    assert.ok(!(await then('leader', 'TOWN', '2026-03-10')).includes('白鹭镇中心小学'));
    assert.ok((await then('otherTown', 'OTHER-TOWN', '2026-03-10')).includes('白鹭镇中心小学'));
    for (const who of ['town', 'otherTown'] as const) {
      const node = who === 'town' ? 'TOWN' : 'OTHER-TOWN';
      const { entries } = await (await as(who)).call(listEntries, at(node));
      assert.ok(
        entries.some(({ kind }) => kind === 'organisation.moved'),
        who,
      );
    }
  });
});

describe('an organisation is edited', () => {
  before(async () => {
    house = await startTestHouse();
  });
  after(() => house.close());
  const details = {
    name: '白鹭镇小学',
    code: 'SCHOOL',
    creditCode: null,
    classCode: 'school',
    operation: 'running',
  } as const;
  const edit = async (who: CastName, code: string, more: object = {}) =>
    (await as(who)).call(editOrganisation, { ...at(code), body: { ...details, ...more } });

  test('what it was called stays in its history, and the past shows the old name', async () => {
    await edit('town', 'SCHOOL');
    assert.deepEqual(await beneath('town', 'TOWN'), ['白鹭镇小学', '明湖社区']);
    const { changes, className } = await recordOf('SCHOOL');
    assert.equal(className?.zh, '各类学校');
    assert.deepEqual(
      changes
        .map(({ field, before: was, after: is }) => `${field} ${was ?? ''} ${is ?? ''}`)
        .toSorted((a, b) => a.localeCompare(b)),
      ['class  各类学校', 'name 白鹭镇中心小学 白鹭镇小学'],
    );
    const { nodes } = await (
      await as('town')
    ).call(listChildrenOn, {
      params: { organisationId: house.id('TOWN'), on: '2026-03-19' },
    });
    assert.ok(nodes.some(({ name }) => name === '白鹭镇中心小学'));
  });

  test('what is taken, unknown, wrong or the same is refused', async () => {
    assert.equal(await refusalOf(edit('town', 'SCHOOL')), 'nothing-changed');
    assert.equal(await refusalOf(edit('town', 'SCHOOL', { name: '明湖社区' })), 'name-taken');
    assert.equal(await refusalOf(edit('town', 'SCHOOL', { code: 'CLINIC' })), 'code-taken');
    assert.equal(await refusalOf(edit('town', 'SCHOOL', { creditCode: '91350100M000100Y44' })), 'credit-code-wrong');
    assert.equal(await refusalOf(edit('town', 'SCHOOL', { classCode: 'no-such-class' })), 'class-unknown');
    assert.equal(await refusalOf(edit('head', 'SCHOOL', { name: '小学' })), 'not-permitted');
  });
});
