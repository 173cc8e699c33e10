/** Time comes down from the place whose plan set the windows, and never more in all than the stage was planned with. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  askForDates,
  decideDateRequest,
  extendStage,
  listBatches,
  listCampaigns,
  previewExtension,
  readUnitDates,
} from '@muster/contract/campaign';
import { readOverview } from '@muster/contract/rollup';
import { Refused } from '@muster/client';
import { startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { withClient } from '../platform/database/client.ts';
import { seeded } from '../testing/seeded.ts';

// The plan is of the whole place; the day is 20 March: study from 10 February to 25 March (44 days).

const time = { stage: 'study', days: 10, reason: '上级要求', basis: '常委会纪要', decidedOn: '2026-03-19' };
const places = ['COUNTY', 'TOWN', 'OTHER-TOWN', 'SCHOOL', 'COMMUNITY', 'CLINIC'] as const;

let house: TestHouse;
let batchId: string;
before(async () => {
  house = await startTestHouse();
  batchId = (await batches('office'))[0]?.id ?? '';
});
after(() => house.close());

test('whoever stands beneath the plan gives no time, not to the own place and not to one unit; the unit asks for it', async () => {
  for (const who of ['county', 'town'] as const) {
    for (const place of who === 'county' ? places : (['TOWN', 'SCHOOL', 'COMMUNITY'] as const)) {
      assert.equal((await problemOf(extend(place, 1, who))).code, 'extension-from-above', `${who} ${place}`);
    }
  }
  assert.deepEqual(
    (await batches('town')).map(({ may }) => may),
    [{ change: false, manage: false }],
  );
  const params = { unitId: house.id('SCHOOL') };
  assert.equal((await (await house.as('town')).call(readUnitDates, { params })).may.extend, false);
  // The way that is left: the unit says why, and who answers for it decides.
  const stages = [
    { code: 'study', startsOn: '2026-02-10', endsOn: '2026-04-05' },
    { code: 'analysis', startsOn: '2026-04-06', endsOn: '2026-05-10' },
    { code: 'rectification', startsOn: '2026-05-11', endsOn: '2026-06-30' },
  ];
  const { id } = await (await house.as('clerk')).call(askForDates, { params, body: { stages, reason: '农忙' } });
  const town = await house.as('town');
  await town.call(decideDateRequest, { params: { requestId: id }, body: { outcome: 'approved', note: null } });
  assert.equal((await town.call(readUnitDates, { params })).stages[0]?.endsOn, '2026-04-05');
});

test('the overview of a unit and of its branches has the dates of that unit, of a place those of the batch', async () => {
  const office = await house.as('office');
  const studyAt = async (node: string) => {
    const { stages } = await office.call(readOverview, { params: { organisationId: house.id(node) } });
    return [stages[0]?.fromOn, stages[0]?.toOn];
  };
  const own = ['2026-02-10', '2026-04-05'];
  const common = ['2026-02-10', '2026-03-25'];
  assert.deepEqual([await studyAt('SCHOOL'), await studyAt('SCHOOL-1')], [own, own]);
  assert.deepEqual([await studyAt('COMMUNITY'), await studyAt('TOWN')], [common, common]);
});

test('whoever answers for the plan gives it, to all of it or to one place of it', async () => {
  assert.equal((await extend('TOWN', 3)).units, 2);
  assert.equal((await extend('COUNTY', 10)).units, 4);
  assert.deepEqual(
    (await batches('office')).map(({ may }) => may),
    [{ change: false, manage: true }],
  );
  const params = { unitId: house.id('SCHOOL') };
  const office = await house.as('office');
  assert.equal((await office.call(readUnitDates, { params })).may.extend, true);
  // Thirteen of forty-four are given in the town, ten elsewhere: the one with the most bounds what can still be given to all.
  const left = await Promise.all(['TOWN', 'OTHER-TOWN', 'COUNTY'].map(leftAt));
  assert.deepEqual(left, [31, 34, 31]);
});

test('however it is cut up, no unit is given more than its stage was planned with', async (t) => {
  const chance = seeded((line) => t.diagnostic(line));
  let refused = 0;
  for (let step = 0; step < 40; step += 1) {
    const place = chance.pick(places);
    const days = 1 + chance.below(14);
    const left = await leftAt(place);
    const given = await extend(place, days).catch((error: unknown) => error);
    if (days <= left) assert.ok(!(given instanceof Error), `${place} ${days} of ${left}`);
    else {
      assert.ok(given instanceof Refused);
      const { code, params, field } = given.problem;
      assert.deepEqual([code, params?.['left'], params?.['planned'], field], ['extension-too-long', left, 44, 'days']);
      refused += 1;
    }
    assert.deepEqual(await beyond(), []);
  }
  assert.ok(refused > 0, 'the days never ran out');
});

test('the application’s login gives neither more in all nor from beneath', async () => {
  const given = (by: string, days: number) => `with mine as (
      insert into stage_extension select gen_random_uuid(), campaign_id, batch_id, stage_code, organisation_id, organisation_name, node_path,
        ${days}, reason, basis, decided_on, (select id from person where name = '${by}'), '', now() from stage_extension
         where organisation_name = '白鹭镇' limit 1 returning id)
    insert into participation_extension select p.region_id, p.id, m.id, 'study', s.ends_on, s.ends_on + ${days}, p.path, p.linked
      from mine m, participation p join participation_stage s on s.participation_id = p.id and s.stage_code = 'study'
     where p.unit_id = '${house.id('CLINIC')}'`;
  const { office, town } = await names();
  await assert.rejects(asApp(given(town, 1)), { constraint: 'stage_extension__from_above' });
  const left = await leftAt('CLINIC');
  await assert.rejects(asApp(given(office, left + 1)), { constraint: 'participation_extension__days_in_all' });
  if (left > 0) await asApp(given(office, left));
});

async function extend(place: string, days: number, who: CastName = 'office') {
  const body = { ...time, days, organisationId: house.id(place) };
  return (await house.as(who)).call(extendStage, { params: { batchId }, body });
}

async function leftAt(place: string): Promise<number> {
  const params = { batchId, organisationId: house.id(place) };
  return (await (await house.as('office')).call(previewExtension, { params, query: { stage: 'study' } })).left;
}

async function batches(who: CastName) {
  const client = await house.as(who);
  const { campaigns } = await client.call(listCampaigns, {});
  return (await client.call(listBatches, { params: { campaignId: campaigns[0]?.id ?? '' } })).batches;
}

/** Units that were given more than the days of their stage. */
async function beyond(): Promise<object[]> {
  return asOwner(
    `select p.unit_id from participation_extension x join participation p on p.id = x.participation_id
     join batch_stage w on w.batch_id = p.batch_id and w.stage_code = x.stage_code
     group by p.unit_id, w.first_ends_on, w.starts_on having sum(x.ends_after - x.ends_before) > w.first_ends_on - w.starts_on + 1`,
  );
}

async function names(): Promise<{ office: string; town: string }> {
  const of = async (who: CastName) => {
    const rows = await asOwner<{ name: string }>(
      `select p.name from account a join person p on p.id = a.person_id where a.login = '${who}'`,
    );
    return rows[0]?.name ?? '';
  };
  return { office: await of('office'), town: await of('town') };
}

async function problemOf(call: Promise<unknown>): Promise<Refused['problem']> {
  const error: unknown = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof Refused) return error.problem;
  throw new Error('nothing was refused', { cause: error });
}

function asOwner<Found extends object>(text: string): Promise<Found[]> {
  return withClient(house.database.superuser(), async (client) => (await client.query<Found>(text)).rows);
}

/** In a transaction of the application's role that sees everything and is rolled back. */
async function asApp(text: string): Promise<void> {
  const roots = await asOwner<{ path: string }>('select path::text from organisation where parent_id is null');
  await withClient(house.database.connection('app'), async (client) => {
    await client.query('begin');
    await client.query('select muster_scope($1, null)', [roots.map(({ path }) => path)]);
    await client.query(text);
    await client.query('rollback');
  });
}
