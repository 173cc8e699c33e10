import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  confirmAssessment,
  enterCount,
  listAssessments,
  openAssessment,
  reportAssessment,
} from '@muster/contract/assessment';
import { startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { openWorkbook } from './organisation/workbook/open-workbook.ts';

// What a team reports is there as a workbook, so that nobody types it again.

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

test('given two tellers who differed and counted again, then the workbook has the attempt, its result and each cell that differed', async () => {
  house.clock.set(new Date('2026-03-18T09:00:00+08:00'));
  const none = { satisfied: 0, basicallySatisfied: 0, dissatisfied: 0, dontKnow: 0, void: 0 };
  const params = { unitId: house.id('SCHOOL') };
  const { id: assessmentId } = await (
    await house.as('office')
  ).call(openAssessment, { params, body: { heldOn: '2026-03-17' } });
  const count = async (who: 'clerk' | 'secretary', satisfied: number, dissatisfied: number) =>
    (await house.as(who)).call(enterCount, {
      params: { assessmentId },
      body: { member: { ...none, satisfied, dissatisfied }, representative: none },
    });
  const differingFor = async (who: CastName) => {
    const client = await house.as(who);
    const { bytes } = await client.workbook(
      listAssessments,
      { params: { organisationId: house.id('SCHOOL') } },
      { language: 'en' },
    );
    return (await openWorkbook(bytes))[2]?.rows.slice(1).map((row) => row.slice(3));
  };
  await count('clerk', 18, 1);
  await count('secretary', 17, 2);
  await count('clerk', 18, 1);
  const team = await house.as('team');
  assert.deepEqual(
    await differingFor('clerk'),
    [
      ['1', 'Party member', 'Satisfied', '18', ''],
      ['1', 'Party member', 'Dissatisfied', '1', ''],
    ],
    'who counts again has not the other’s',
  );
  await count('secretary', 18, 1);
  await team.call(confirmAssessment, { params: { assessmentId } });
  await team.call(reportAssessment, { params: { assessmentId }, body: { note: '一切正常' } });

  const made = await team.workbook(
    listAssessments,
    { params: { organisationId: house.id('SCHOOL') } },
    { language: 'en' },
  );
  const [attempts, results, differences, came] = await openWorkbook(made.bytes);
  const line = new Map(attempts?.rows[0]?.map((name, place) => [name, attempts.rows[1]?.[place]]));
  assert.deepEqual(
    ['Attempt', 'Day of the vote', 'How far', 'Valid', 'Dissatisfied', 'Note of the report'].map((name) =>
      line.get(name),
    ),
    ['1', '2026-03-17', 'Confirmed', '19', '1', '一切正常'],
  );
  assert.deepEqual(
    ['Share satisfied', 'Degree of satisfaction', 'Share dissatisfied'].map((name) => line.get(name)),
    ['94.74 % (18/19)', '94.74 % (18/19)', '5.26 % (1/19)'],
  );
  assert.equal(results?.rows.length, 3, 'of each group of voters');
  assert.equal(differences?.rows.length, 3);
  for (const who of ['team', 'clerk'] as const)
    assert.deepEqual(await differingFor(who), [
      ['1', 'Party member', 'Satisfied', '18', '17'],
      ['1', 'Party member', 'Dissatisfied', '1', '2'],
    ]);
  assert.equal(came?.rows.length, 1);
});
