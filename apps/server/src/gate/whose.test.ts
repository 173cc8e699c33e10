import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readGate } from '@muster/contract/gate';
import { startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { withClient } from '../platform/database/client.ts';
import { condition, ownCampaign } from '../testing/own-campaign.fixture.ts';

// Who is to do what is still open: every line names somebody, as long as somebody may.

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
  const conditions = [
    condition('hours', 'measure: study.minutes, hard: true, each: 4 hours, threshold: at least 100 %'),
    condition('days', 'measure: study.concentrated-days, hard: true, threshold: at least 2 days, present: 80 %'),
    condition(
      'sessions',
      'measure: study.sessions-held, activity: lecture, hard: true, threshold: at least 2 sessions',
    ),
    condition('votes', 'measure: assessment.dissatisfied, hard: true, threshold: below 10 %'),
  ];
  await ownCampaign(house, conditions, (yaml) =>
    yaml.replace(/(code: concentrated-training, collective: true)/, '$1, concentrated: true'),
  );
});
after(() => house.close());

async function whose(who: CastName): Promise<Readonly<Record<string, readonly string[]>>> {
  const { findings } = await (await house.as(who)).call(readGate, { params: { unitId: house.id('SCHOOL') } });
  return Object.fromEntries(
    findings.map(({ code, whose: those }) => [code, those.map(({ role, name }) => `${role} ${name}`)]),
  );
}

test('without a clerk and secretaries what is held is the head’s, as the hours are', async () => {
  assert.deepEqual((await whose('office'))['days'], ['clerk 苏禾', 'secretary 程砚', 'secretary 秦墨言']);
  await withClient(house.database.superuser(), (client) =>
    client.query(`update appointment set to_on = '2026-03-20' where role in ('clerk', 'secretary')`),
  );
  const head = ['head 何静'];
  assert.deepEqual(await whose('office'), { hours: head, days: head, sessions: head, votes: head });
});
