import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { appoint } from '@muster/contract/access';
import { startTestHouse, type TestHouse } from '@muster/testkit';
import { openDatabase, type Db } from '../platform/database/db.ts';
import { exportFile } from './files.ts';

let house: TestHouse;
let app: Db;
before(async () => {
  house = await startTestHouse();
  app = openDatabase(house.database.connection('app'));
  const body = { personId: house.id('SCHOOL-1-02'), role: 'clerk' as const };
  await (await house.as('office')).call(appoint, { params: { organisationId: house.id('COMMUNITY') }, body });
});
after(async () => {
  await app.close();
  await house.close();
});

async function exportOf(login: string, under: string | null = null) {
  const said: string[] = [];
  const wanted = {
    what: 'members',
    login,
    under,
    format: 'csv',
    language: 'zh',
    say: (line: string) => said.push(line),
  };
  const installation = { app, files: { folder: house.filesFolder, limitBytes: 1_000_000 } };
  const { csv } = await exportFile(installation, wanted as Parameters<typeof exportFile>[1]);
  return { said, rows: csv?.trim().split('\n').length };
}

test('of somebody with one topmost place that place is taken, and named', async () => {
  assert.deepEqual((await exportOf('head')).said, [`At 白鹭镇中心小学 (${house.id('SCHOOL')})`]);
  const { said } = await exportOf('town');
  assert.deepEqual(said, [`At 白鹭镇 (${house.id('TOWN')})`], 'the place, and not the committee beside it');
});

test('of somebody with several none is taken by itself: they are named, and how to say which', async () => {
  const [school, community] = [house.id('SCHOOL'), house.id('COMMUNITY')];
  await assert.rejects(exportOf('clerk'), ({ message }: Error) => {
    for (const part of [`白鹭镇中心小学 (${school})`, `明湖社区 (${community})`, '--under <id>'])
      assert.ok(message.includes(part), message);
    return true;
  });
  assert.deepEqual((await exportOf('clerk', community)).said, [`At 明湖社区 (${community})`]);
});
