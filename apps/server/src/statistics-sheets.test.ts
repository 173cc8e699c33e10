import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { workbookType } from '@muster/contract';
import { mergeOrganisation } from '@muster/contract/organisation';
import { readStatistics } from '@muster/contract/rollup';
import { startTestHouse, type TestHouse } from '@muster/testkit';
import { openWorkbook } from './organisation/workbook/open-workbook.ts';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
  house.clock.set(new Date('2026-03-24T10:00:00+08:00'));
  const merging = { params: { organisationId: house.id('STATION') } };
  const body = { intoId: house.id('CLINIC'), on: '2026-03-24', reason: '合并' };
  await (await house.as('otherTown')).call(mergeOrganisation, { ...merging, body });
  await house.fold();
});
after(() => house.close());

test('the workbook has the weeks and the columns of the page, those of a week in which nothing happened, too', async () => {
  const params = { organisationId: house.id('OTHER-TOWN') };
  const { stages } = await (await house.as('office')).call(readStatistics, { params });
  const weeks = stages.flatMap((stage) => stage.weeks);
  const { cookie } = await house.signIn('office');
  const address = `${house.address}${readStatistics.path.replace(':organisationId', house.id('OTHER-TOWN'))}`;
  const whole = await fetch(address, { headers: { cookie, accept: workbookType } });
  const [sheet] = await openWorkbook(new Uint8Array(await whole.arrayBuffer()));
  assert.deepEqual(sheet?.rows[0]?.slice(1), [
    '周（周一）',
    '当周进入',
    '当周转出',
    '当周并入或撤销',
    '当周结束时在内',
    '当周结束时已转出',
    '当周结束时共有',
  ]);
  assert.deepEqual(
    sheet.rows.slice(1).map((line) => line.slice(1)),
    weeks.map(({ week, opened, passed, endedAhead, endedWithin, endedPast, within, past, all }) =>
      [week, opened, passed, endedAhead + endedWithin + endedPast, within, past, all].map(String),
    ),
  );
  assert.ok(weeks.some(({ opened, passed, endedWithin }) => opened + passed + endedWithin === 0));
});
