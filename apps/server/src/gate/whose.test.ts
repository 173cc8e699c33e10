import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readGate } from '@muster/contract/gate';
import { startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { withClient } from '../platform/database/client.ts';
import { condition, meet, ownCampaign } from '../testing/own-campaign.fixture.ts';
import { asOwner } from './ways-round.fixture.ts';

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

test('whoever sees a unit, or one branch of it, is told the same people, wherever they are members; secretaries of other branches are neighbours', async () => {
  const told = async (who: CastName, unit: string) => {
    const { heads, findings } = await (await house.as(who)).call(readGate, { params: { unitId: house.id(unit) } });
    return { heads, whose: findings.map(({ code, whose: those }) => [code, those]) };
  };
  const ofSchool = await told('office', 'SCHOOL');
  assert.deepEqual(ofSchool.heads, ['何静']);
  for (const who of ['head', 'clerk', 'town', 'auditor'] as const)
    assert.deepEqual(await told(who, 'SCHOOL'), ofSchool, who);
  for (const [who, own, neighbour] of [
    ['secretary', '程砚', '秦墨言'],
    ['secretary2', '秦墨言', '程砚'],
  ] as const) {
    const there = await told(who, 'SCHOOL');
    assert.deepEqual(there.heads, ofSchool.heads, who);
    const withoutHours = ({ whose: those }: typeof there) => those.filter(([code]) => code !== 'hours');
    const seen = withoutHours(ofSchool).map(([code, those]) => [
      code,
      Array.isArray(those) ? those.filter(({ name }) => name !== neighbour) : those,
    ]);
    assert.deepEqual(withoutHours(there), seen, who);
    assert.deepEqual((await whose(who))['hours'], [`secretary ${own}`, 'head 何静', 'clerk 苏禾'], who);
  }
  const ofStation = await told('office', 'STATION');
  assert.match(JSON.stringify(ofStation), /"secretary","name":"温如许"/);
  for (const who of ['jointSecretary', 'otherTown'] as const)
    assert.deepEqual(await told(who, 'STATION'), ofStation, who);
});

test('names and offices of a unit are for those who see it or a branch of it, and of no other', async () => {
  const [branch] = await asOwner<{ path: string }>(
    house,
    `select path::text from organisation where id = '${house.id('SCHOOL-2')}'`,
  );
  const seen = (units: readonly string[], scope: readonly string[]) =>
    withClient(house.database.connection('app'), async (client) => {
      await client.query('begin');
      await client.query('select muster_scope($1, null)', [scope]);
      const { rows } = await client.query<Record<string, string>>(
        'select * from access_holders($1::int[], $2::uuid[])',
        [units.map(() => 0), units.map((code) => house.id(code))],
      );
      return rows;
    });
  const mine = [branch?.path ?? ''];
  const school = await seen(['SCHOOL', 'COMMUNITY', 'CLINIC', 'SCHOOL-1'], mine);
  assert.deepEqual(
    school.map(({ role, name, organisation_name: at }) => [role, name, at]),
    [
      ['head', '何静', '白鹭镇中心小学'],
      ['clerk', '苏禾', '白鹭镇中心小学'],
      ['secretary', '秦墨言', '中心小学第二党支部'],
    ],
  );
  assert.deepEqual(Object.keys(school[0] ?? {}), ['unit_id', 'role', 'name', 'organisation_id', 'organisation_name']);
  assert.deepEqual(await seen(['SCHOOL'], []), []);
});

test('a meeting is offered where somebody lacks hours, and to nobody who answers only for a branch in which nobody does', async () => {
  const offered = async (who: CastName) => {
    const { findings } = await (await house.as(who)).call(readGate, { params: { unitId: house.id('SCHOOL') } });
    return findings.find(({ code }) => code === 'hours')?.act;
  };
  const [first, second] = [house.id('SCHOOL-1'), house.id('SCHOOL-2')];
  assert.deepEqual(await offered('secretary2'), { kind: 'record-activity', targetId: second, mayDo: true });
  for (const day of ['2026-03-16', '2026-03-17']) await meet(house, 'secretary2', { branch: 'SCHOOL-2', day });
  assert.deepEqual(await offered('secretary2'), { kind: 'record-activity', targetId: null, mayDo: false });
  for (const who of ['secretary', 'clerk'] as const)
    assert.deepEqual(await offered(who), { kind: 'record-activity', targetId: first, mayDo: true }, who);
});

test('without a clerk and secretaries what is held is the head’s, as the hours are', async () => {
  assert.deepEqual((await whose('office'))['days'], ['clerk 苏禾', 'secretary 程砚', 'secretary 秦墨言']);
  await withClient(house.database.superuser(), (client) =>
    client.query(`update appointment set to_on = '2026-03-20' where role in ('clerk', 'secretary')`),
  );
  const head = ['head 何静'];
  assert.deepEqual(await whose('office'), { hours: head, days: head, sessions: head, votes: head });
});
