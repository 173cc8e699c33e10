import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readGate } from '@muster/contract/gate';
import { mergeOrganisation } from '@muster/contract/organisation';
import { listLeftBehind, proposeTransfer, readPerson } from '@muster/contract/roster';
import { correctSheet, nameReadings, readActivity, readReadings, tickReadings } from '@muster/contract/study';
import { startTestHouse, type TestHouse } from '@muster/testkit';
import { withClient } from '@muster/server/testing';
import { meet } from '../testing/own-campaign.fixture.ts';

// The clinic and the station share a branch. The station goes by another track, so that the lines of its members are of a stage that
// the clinic does not have; then its members go over to the clinic.

let house: TestHouse;
let meetings: string[];
const asOwner = (text: string) => withClient(house.database.superuser(), (client) => client.query(text));
before(async () => {
  house = await startTestHouse();
  meetings = [];
  for (const day of ['2026-03-17', '2026-03-18'])
    meetings.push(await meet(house, 'jointSecretary', { branch: 'JOINT-1', day, ill: ['STATION-02'] }));
  const params = { activityId: meetings[1] ?? '' };
  await (await house.as('jointSecretary')).call(nameReadings, { params, body: { pieces: ['reader'], read: true } });
  const ticked = { params: { personId: house.id('STATION-03') }, body: { pieces: ['circular-20'], read: true } };
  await (await house.as('jointSecretary')).call(tickReadings, ticked);
  for (const table of ['attendance', 'reading'])
    await asOwner(
      `update ${table} set stage_code = 'key-steps' where person_id in
      (select person_id from membership where unit_id = '${house.id('STATION')}')`,
    );
  await asOwner(
    `update attendance set starts_at = '2026-02-09T14:00:00+08:00'
    where person_id = '${house.id('STATION-05')}' and sheet_id in (select id from sheet where activity_id = '${meetings[0]}')`,
  );
});
after(() => house.close());

const there = () => house.as('otherTown');
const stageOf = async (code: string) =>
  (await (await there()).call(readPerson, { params: { personId: house.id(code) } })).stage;
const readBy = async (code: string) => {
  const { pieces } = await (await there()).call(readReadings, { params: { personId: house.id(code) } });
  return pieces.filter(({ read }) => read !== null).map(({ piece }) => piece);
};
const untraced = async () => {
  const params = { organisationId: house.id('JOINT-1') };
  const { members } = await (await there()).call(listLeftBehind, { params, query: { filter: 'no-trace', limit: 100 } });
  return members.map(({ personId }) => personId);
};
async function agrees(): Promise<void> {
  await house.fold();
  assert.deepEqual(await house.differences(), []);
  await house.recount();
  await house.fold();
  assert.deepEqual(await house.differences(), []);
}

test('what a member attended on a track that the new unit does not go by counts there in its open stage', async () => {
  const body = { branchId: house.id('JOINT-1'), unitId: house.id('CLINIC'), on: '2026-03-20', reason: '调动' };
  await (await there()).call(proposeTransfer, { params: { personId: house.id('STATION-03') }, body });
  assert.equal((await stageOf('STATION-03'))?.minutes, 240);
  assert.deepEqual((await readBy('STATION-03')).toSorted(), ['circular-20', 'reader']);
  assert.equal((await untraced()).includes(house.id('STATION-03')), false);
  assert.equal((await untraced()).includes(house.id('STATION-04')), true, 'who stays has it at the station alone');
  await agrees();
});

test('a correction of the sheet afterwards keeps it there', async () => {
  const secretary = await house.as('jointSecretary');
  const params = { activityId: meetings[0] ?? '', branchId: house.id('JOINT-1') };
  const absences = [{ personId: house.id('CLINIC-04'), reason: 'away' }];
  await secretary.call(correctSheet, { params, body: { version: 1, absences, reason: '点错' } });
  assert.equal((await stageOf('STATION-03'))?.minutes, 240);
  const { sheet } = await secretary.call(readActivity, { params });
  assert.equal(sheet.find(({ personId }) => personId === house.id('STATION-03'))?.minutes, 120);
  await agrees();
});

test('nor is it lost in a merger: those with their hours are counted at the gate of the unit that took them in', async () => {
  const params = { organisationId: house.id('STATION') };
  const body = { intoId: house.id('CLINIC'), on: '2026-03-20', reason: '合并' };
  await (await house.as('office')).call(mergeOrganisation, { params, body });
  assert.equal((await stageOf('STATION-04'))?.minutes, 240);
  assert.equal((await stageOf('STATION-02'))?.minutes, 120, 'was ill until the correction');
  assert.equal((await stageOf('STATION-05'))?.minutes, 120, 'what was before the stage of the clinic is no part of it');
  assert.deepEqual(await readBy('STATION-04'), ['reader']);
  assert.equal((await untraced()).includes(house.id('STATION-04')), false);
  const gate = await (await there()).call(readGate, { params: { unitId: house.id('CLINIC') } });
  assert.deepEqual(
    gate.findings.filter(({ den }) => den === 21).map(({ num }) => num),
    [18],
    'all but those two and CLINIC-04',
  );
  await agrees();
});
