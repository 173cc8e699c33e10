import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { appoint } from '@muster/contract/access';
import {
  checkRemedy,
  flagOrganisation,
  importOrganisations,
  listRemedies,
  readOrganisationRecord,
  reportRemedy,
} from '@muster/contract/organisation';
import { withClient } from '@muster/server/testing';
import { refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

const at = (code: string) => ({ params: { organisationId: house.id(code) } });
const as = (who: CastName) => house.as(who);
const wish = {
  state: 'weak',
  finding: '三年没有换届',
  remedy: '选好支部书记',
  dueOn: '2026-04-30',
  responsibleName: '沈知秋',
} as const;
const flag = async (who: CastName, code: string, over: object = {}) =>
  (await (await as(who)).call(flagOrganisation, { ...at(code), body: { ...wish, ...over } })).id;
const report = async (who: CastName, remedyId: string) =>
  (await as(who)).call(reportRemedy, { params: { remedyId }, body: { note: '已换届' } });
const check = async (who: CastName, remedyId: string, outcome: 'verified' | 'returned', note: string | null = null) =>
  (await as(who)).call(checkRemedy, { params: { remedyId }, body: { outcome, note } });
const list = async (who: CastName, code: string) => (await as(who)).call(listRemedies, at(code));

test('flagged, reported, given back, reported again and verified by somebody of elsewhere: normal again', async () => {
  const id = await flag('town', 'SCHOOL-2');
  const normal = '编码,名称,种类,状态\nSCHOOL-2,中心小学第二党支部,党支部,正常';
  const body = { fileName: 'a.csv', csv: normal, commit: false };
  const { faults } = await (await as('town')).call(importOrganisations, { ...at('TOWN'), body });
  assert.deepEqual(
    faults.map(({ cell, code }) => [cell, code]),
    [['D2', 'remedy-open']],
  );
  assert.equal(await refusalOf(flag('town', 'SCHOOL-2')), 'remedy-open-already');
  assert.equal(await refusalOf(flag('otherTown', 'SCHOOL-1')), 'not-found');
  assert.equal(await refusalOf(flag('secretary2', 'SCHOOL-2')), 'not-permitted');
  assert.equal(await refusalOf(check('town', id, 'verified')), 'remedy-not-reported');
  await report('secretary2', id);
  assert.equal(await refusalOf(report('head', id)), 'remedy-reported-already');
  assert.equal((await list('town', 'TOWN-COMMITTEE')).counts.awaitingCheck, 1);
  assert.equal(await refusalOf(check('town', id, 'returned')), 'reason-missing');
  await check('town', id, 'returned', '没有会议记录');
  await report('secretary2', id);
  await check('town', id, 'verified');
  assert.equal(await refusalOf(report('secretary2', id)), 'remedy-ended');
  const { remedies, changes } = await (await as('secretary2')).call(readOrganisationRecord, at('SCHOOL-2'));
  assert.deepEqual(
    remedies[0]?.reports.map(({ check: checked }) => [checked?.outcome, checked?.by]),
    [
      ['verified', '沈知秋'],
      ['returned', '沈知秋'],
    ],
  );
  assert.deepEqual(
    changes.map(({ field, before: was, after: is }) => [field, was, is]),
    [
      ['state', 'weak', 'normal'],
      ['state', 'normal', 'weak'],
    ],
  );
  assert.equal((await list('town', 'TOWN-COMMITTEE')).counts.putRight, 1);
});

test('neither who reported it nor anybody of the organisation checks it, whatever office they hold above', async () => {
  const id = await flag('county', 'COMMUNITY-1', { state: 'paralysed' });
  await report('town', id);
  assert.equal(await refusalOf(check('town', id, 'verified')), 'somebody-else-must');
  // A member of the branch who works in the county's office as well.
  await house.account(house.id('COMMUNITY-1-09'), 'both');
  await (
    await as('administrator')
  ).call(appoint, {
    params: { organisationId: house.id('COUNTY-COMMITTEE') },
    body: { personId: house.id('COMMUNITY-1-09'), role: 'office' },
  });
  const both = await house.signedIn('both');
  const call = both.call(checkRemedy, { params: { remedyId: id }, body: { outcome: 'verified', note: null } });
  assert.equal(await refusalOf(call), 'checker-is-of-it');
  await withClient(house.database.superuser(), async (client) => {
    const insert = client.query(
      `insert into organisation_remedy_check (region_id, report_id, outcome, reported_by, checked_by, checked_by_name, recorded_at, path)
       select p.region_id, p.id, 'verified', p.reported_by, $1, '', now(), p.path from organisation_remedy_report p where p.remedy_id = $2`,
      [house.id('COMMUNITY-1-09'), id],
    );
    await assert.rejects(insert, { constraint: 'organisation_remedy_check__not_of_it' });
  });
  await check('county', id, 'verified');
});

test('the list shows what is overdue and what has no remedy yet, beneath the node alone', async () => {
  const earlier = (await list('county', 'COUNTY-COMMITTEE')).counts;
  await flag('county', 'JOINT-1', { state: 'empty', dueOn: '2026-03-20' });
  await withClient(house.database.superuser(), (client) =>
    client.query(`update organisation set state = 'weak' where code = 'SCHOOL-1'`),
  );
  house.clock.set(new Date('2026-03-21T09:00:00+08:00'));
  const { counts, rows } = await list('county', 'COUNTY-COMMITTEE');
  assert.deepEqual([counts.inAll - earlier.inAll, counts.overdue, counts.withoutRemedy], [2, 1, 1]);
  assert.deepEqual(
    rows.filter(({ isOverdue }) => isOverdue).map(({ organisation }) => [organisation.name, organisation.above]),
    [['卫生院农技站联合党支部', '中共石桥镇委员会']],
  );
  const paged: string[] = [];
  for (let cursor: string | undefined; ;) {
    const query = { limit: 1, after: cursor };
    const page = await (await as('county')).call(listRemedies, { ...at('COUNTY-COMMITTEE'), query });
    assert.deepEqual(page.counts, counts, 'of all, on every page');
    paged.push(...page.rows.map(({ organisation }) => organisation.name));
    if (page.next === null) break;
    cursor = page.next;
  }
  assert.deepEqual(
    paged,
    rows.map(({ organisation }) => organisation.name),
  );
  assert.equal(paged.length, counts.inAll);
  assert.deepEqual(
    (await list('town', 'TOWN-COMMITTEE')).rows.map(({ organisation }) => organisation.name),
    ['中心小学第一党支部'],
  );
});
