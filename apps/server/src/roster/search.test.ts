import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { editOrganisation, importOrganisations, listChildren } from '@muster/contract/organisation';
import { correctPerson, importMembers, search } from '@muster/contract/roster';
import { refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { fillReadings } from '../operations/fill-readings.ts';
import { withClient } from '../platform/database/client.ts';
import { openDatabase } from '../platform/database/db.ts';
import { patternsOf } from '../platform/reading/index.ts';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

const asOwner = <Row extends object>(text: string, values: unknown[] = []) =>
  withClient(house.database.superuser(), async (client) => (await client.query<Row>(text, values)).rows);

async function find(who: CastName, q: string, query: object = {}): Promise<readonly string[]> {
  const { found } = await (await house.as(who)).call(search, { query: { q, ...query } });
  return found.map(({ name }) => name);
}

test('a unit is found by pinyin, initials, characters and code, with the names above it', async () => {
  for (const typed of ['mhsq', 'minghushequ', '明湖社区', 'minghu', '明hu', 'COMMUNITY'])
    assert.equal((await find('office', typed))[0], '明湖社区', typed);
  const { found } = await (await house.as('town')).call(search, { query: { q: 'mhsq', kinds: 'unit' } });
  const [unit] = found;
  assert.ok(unit?.what === 'organisation');
  assert.deepEqual(
    unit.above.map(({ name }) => name),
    ['眉山市', '青神县', '白鹭镇'],
  );
});

test('a person is found with branch and year of birth, and only by those who may see the place', async () => {
  const { found } = await (await house.as('head')).call(search, { query: { q: 'tangxt' } });
  const [person] = found;
  assert.ok(person?.what === 'person');
  assert.equal(person.name, '唐晓棠');
  assert.equal(person.bornIn, 1980);
  assert.equal(person.membership?.branch.name, '中心小学第一党支部');
  assert.deepEqual(await find('communityHead', 'tangxt'), []);
  assert.deepEqual(await find('otherTown', 'txt'), []);
  assert.deepEqual(await find('member', 'tangxt'), ['唐晓棠'], 'everybody finds oneself');
  assert.deepEqual(await find('member', 'hejing'), []);
  assert.deepEqual(await find('member', 'zhongxinxiaoxue'), [], 'the names above one are not found');
});

test('the best comes first: the whole, the beginning, initials, anywhere', async () => {
  await (
    await house.as('office')
  ).call(importOrganisations, {
    params: { organisationId: house.id('COUNTY') },
    body: {
      fileName: '组织.csv',
      commit: true,
      csv: '编码,名称,种类,上级编码\nR1,老白鹿,地区,COUNTY\nR2,白鹿,地区,COUNTY\nR3,白鹿原,地区,COUNTY\nR4,鲍岭,地区,COUNTY\n',
    },
  });
  // Equals stand in the order of the tree, which is another one in every test's organisation.
  const regions = async (typed: string): Promise<readonly string[]> => find('office', typed, { kinds: 'region' });
  const byPinyin = await regions('bailu');
  assert.deepEqual(
    [byPinyin[0], byPinyin.slice(1, 3).toSorted(), byPinyin[3]],
    ['白鹿', ['白鹭镇', '白鹿原'].toSorted(), '老白鹿'],
  );
  const byInitials = await regions('bl');
  assert.equal(byInitials.length, 5);
  assert.equal(byInitials[4], '老白鹿');
});

test('at most twenty, and it says that there are more; beneath a node nothing of its neighbours', async () => {
  const office = await house.as('office');
  const many = await office.call(search, { query: { q: 'dangyuan', kinds: 'person' } });
  assert.equal(many.found.length, 20);
  assert.equal(many.more, true);
  const few = await office.call(search, { query: { q: 'dy', kinds: 'person', beneath: house.id('SCHOOL-2') } });
  assert.equal(few.found.length, 5);
  assert.equal(few.more, false);
  for (const each of few.found)
    assert.ok(each.what === 'person' && each.membership?.branch.id === house.id('SCHOOL-2'));
});

test('people and organisations are found beside each other, however many there are of either', async () => {
  const units = Array.from({ length: 60 }, (_, index) => `D${index},单位${index}号,单位,TOWN`).join('\n');
  const body = { fileName: '组织.csv', commit: true, csv: `编码,名称,种类,上级编码\n${units}\n` };
  const params = { organisationId: house.id('TOWN') };
  await (await house.as('office')).call(importOrganisations, { params, body });
  const names = ['单雄信', '叶问', '谢安', '汤显祖', '尚可喜'].map((name, at) => `S${at},${name},SCHOOL-2`);
  await (
    await house.as('office')
  ).call(importMembers, {
    params: { organisationId: house.id('SCHOOL-2') },
    body: { fileName: '名册.csv', csv: `编码,姓名,党支部编码\n${names.join('\n')}\n`, commit: true },
  });
  const shan = await find('office', 'shan');
  assert.equal(shan[0], '单雄信');
  assert.ok(!shan.some((name) => name.startsWith('单位')), 'no unit is read so');
  for (const typed of ['单', 'dan']) {
    const found = await find('office', typed);
    assert.equal(found.length, 20, typed);
    assert.ok(found.includes('单雄信'), typed);
  }
  assert.deepEqual(await find('office', 'xie', { kinds: 'person' }), ['谢安']);
  assert.deepEqual(await find('office', 'shang', { kinds: 'person' }), ['尚可喜']);
});

test('a node that one may not read cannot be searched beneath, and a kind that there is not is refused', async () => {
  const beneath = (code: string) => ({ query: { q: 'a', beneath: house.id(code) } });
  assert.equal(await refusalOf((await house.as('head')).call(search, beneath('CLINIC'))), 'not-found');
  assert.equal(await refusalOf((await house.as('head')).call(search, beneath('TOWN'))), 'not-permitted');
  assert.equal(
    await refusalOf((await house.as('head')).call(search, { query: { q: 'a', kinds: 'person,sheep' } })),
    'invalid-input',
  );
});

test('a new name is found at once, the old one no more', async () => {
  const office = await house.as('office');
  await office.call(correctPerson, {
    params: { personId: house.id('SCHOOL-1-04') },
    body: { name: '单晓棠', bornIn: 1980, categories: [], reason: '姓名写错' },
  });
  assert.deepEqual(await find('office', 'shanxiaotang'), ['单晓棠']);
  assert.deepEqual(await find('office', 'tangxiaotang'), []);
  await office.call(editOrganisation, {
    params: { organisationId: house.id('CLINIC') },
    body: { name: '石桥镇中医院', code: 'CLINIC', creditCode: null, classCode: null, operation: 'running' },
  });
  assert.deepEqual(await find('office', 'zhongyiyuan', { kinds: 'unit' }), ['石桥镇中医院']);
  const csv =
    '编码,姓名,党支部编码,身份,加入日期\nSCHOOL-2-02,仇晓棠,SCHOOL-2,正式,2010-07-01\nN-1,区晓棠,SCHOOL-2,正式,2010-07-01\n';
  await office.call(importMembers, {
    params: { organisationId: house.id('SCHOOL-2') },
    body: { fileName: '名册.csv', csv, commit: true },
  });
  assert.deepEqual(await find('office', 'qiuxt'), ['仇晓棠']);
  assert.deepEqual(await find('office', 'ouxt'), ['区晓棠']);
});

test('what is closed and who has left come last, marked, and no picker offers them', async () => {
  await asOwner(`update organisation set closed_on = '2026-03-01' where code = 'STATION'`);
  await asOwner(
    `update membership m set to_on = '2026-03-01', end_reason = 'died' from person p where p.id = m.person_id and p.code = 'STATION-03'`,
  );
  const { found } = await (await house.as('office')).call(search, { query: { q: 'station' } });
  const [first, ...others] = found;
  assert.ok(first?.what === 'person' && !first.hasLeft);
  assert.ok(others.some((each) => each.what === 'organisation' && each.closedOn === '2026-03-01'));
  assert.deepEqual(await find('office', 'station03'), ['党员STATION03']);
  for (const only of ['present', 'members']) assert.deepEqual(await find('office', 'station03', { only }), []);
  assert.deepEqual(await find('office', 'zhoulan', { only: 'present' }), ['周岚'], 'an office is enough to be there');
  assert.deepEqual(await find('office', 'zhoulan', { only: 'members' }), []);
});

test('rows written by hand are found by their name at once, and by pinyin once they are filled', async () => {
  await asOwner(`update person set name = '解晓棠' where code = 'COMMUNITY-1-09'`);
  await asOwner(`update organisation set name = '石桥镇茶厂' where code = 'CLINIC'`);
  assert.deepEqual(await find('office', '解晓'), ['解晓棠']);
  assert.deepEqual(await find('office', 'xiext'), []);
  await asOwner(`update person set reading = null`);
  const worker = openDatabase({ ...house.database.connection('worker') });
  try {
    const said: string[] = [];
    await fillReadings(worker, (line) => said.push(line));
    const [people] = await asOwner<{ all: number }>('select count(*)::int as "all" from person');
    assert.deepEqual(said, [`${(people?.all ?? 0) + 1} names can now be searched by pinyin.`]);
    await fillReadings(worker, (line) => said.push(line));
    assert.equal(said.length, 1, 'a second time there is nothing to do');
  } finally {
    await worker.close();
  }
  assert.deepEqual(await find('office', 'xiext'), ['解晓棠']);
  assert.deepEqual(await find('office', 'chachang'), ['石桥镇茶厂']);
});

test('the functions that search see what row security shows, and not one row more', async () => {
  const patterns = patternsOf('d');
  assert.ok(patterns !== null);
  const scopes = await asOwner<{ path: string }>(`select path::text as path from organisation order by path`);
  const self = house.id('SCHOOL-1-04');
  for (const paths of [[], ...scopes.map(({ path }) => [path])])
    await withClient(house.database.connection('app'), async (client) => {
      await client.query('begin');
      await client.query('select muster_scope($1, $2)', [paths, self]);
      const all = [patterns.likely, patterns.ranks, patterns.plain];
      const ids = async (text: string, values: unknown[]) =>
        (await client.query<{ id: string }>(text, values)).rows.map(({ id }) => id).toSorted();
      const answers = 'reading_rank(reading, $1) is not null';
      assert.deepEqual(
        await ids(`select id from person_search('{0}', $1, $2, $3, null, false, 100000)`, all),
        await ids(`select id from person where ${answers}`, [patterns.ranks]),
      );
      assert.deepEqual(
        await ids(
          `select id from organisation_search('{0}', $1, $2, $3, '{region,unit,committee,general_branch,branch}', null, false, 100000)`,
          all,
        ),
        await ids(
          `select id from organisation where ${answers} and (path <@ any ($2::ltree[]) or linked <@ any ($2::ltree[]))`,
          [patterns.ranks, paths],
        ),
      );
    });
  await withClient(house.database.connection('app'), async (client) => {
    const { rowCount } = await client.query(`select from person_search('{0}', $1, $2, $3, null, false, 10)`, [
      patterns.likely,
      patterns.ranks,
      patterns.plain,
    ]);
    assert.equal(rowCount, 0, 'without a scope nobody is found');
  });
});

test('a search costs as many queries for twenty as for one, a level of the tree as many for a page as for a node', async () => {
  const office = await house.as('office');
  const cost = async (ask: () => Promise<unknown>): Promise<number> => {
    const asked = house.queries();
    await ask();
    return house.queries() - asked;
  };
  const finding = (q: string) => cost(() => office.call(search, { query: { q } }));
  assert.equal(await finding('dangyuan'), await finding('community'));
  const level = (code: string, also: string) =>
    cost(() =>
      office.call(listChildren, {
        params: { organisationId: house.id(code) },
        query: { limit: 1, also: house.id(also) },
      }),
    );
  assert.equal(await level('COUNTY', 'OTHER-TOWN'), await level('TOWN', 'SCHOOL'));
});

test('a level of the tree comes in pages, and the child that a path leads through with any of them', async () => {
  const office = await house.as('office');
  const params = { organisationId: house.id('TOWN-COMMITTEE') };
  const first = await office.call(listChildren, { params, query: { limit: 2, also: house.id('COMMUNITY-1') } });
  assert.deepEqual(
    [first.nodes.map(({ name }) => name), first.all, first.also?.name],
    [['中心小学第一党支部', '中心小学第二党支部'], 3, '明湖社区党支部'],
  );
  const second = await office.call(listChildren, { params, query: { limit: 2, after: first.next ?? '' } });
  assert.deepEqual([second.nodes.map(({ name }) => name), second.next], [['明湖社区党支部'], null]);
  const own = await office.call(listChildren, { params, query: { limit: 2, also: house.id('SCHOOL-1') } });
  assert.equal(own.also, null, 'it stands on the page already');
  const neighbour = await office.call(listChildren, { params, query: { limit: 2, also: house.id('JOINT-1') } });
  assert.equal(neighbour.also, null, 'it is no child of this node');
});
