/** The gates of several units in one answer: as each is told alone, and by as many statements however many they are. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { appoint, readMe } from '@muster/contract/access';
import { openAssessment } from '@muster/contract/assessment';
import { endorseTransition, listGates, readGate } from '@muster/contract/gate';
import { listObligations, submitDeliverable } from '@muster/contract/obligation';
import { correctPerson } from '@muster/contract/roster';
import { checkOneself, readSelfCheck } from '@muster/contract/supervision';
import { Refused } from '@muster/client';
import { castNames, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { furtherCampaign } from '../testing/second-campaign.fixture.ts';
import { startVillages } from './villages.fixture.ts';
import { asOwner } from './ways-round.fixture.ts';

const many = Array.from({ length: 40 }, (_, index) => `V${index + 1}`);
const units = ['SCHOOL', 'COMMUNITY', 'CLINIC', 'STATION'];

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

async function together(who: CastName, codes: readonly string[], campaign?: string) {
  const query = { units: codes.map(house.id).join(',') };
  return (await (await house.as(who)).call(listGates, { query }, campaign === undefined ? {} : { campaign })).gates;
}

/** Each by itself; those that are refused are none. */
async function alone(who: CastName, codes: readonly string[], campaign?: string) {
  const by = await house.as(who);
  const gates = await Promise.all(
    codes.map(async (code) => {
      try {
        const params = { unitId: house.id(code) };
        return await by.call(readGate, { params }, campaign === undefined ? {} : { campaign });
      } catch (error) {
        if (error instanceof Refused && ['not-found', 'not-permitted'].includes(error.problem.code)) return [];
        throw error;
      }
    }),
  );
  return gates.flat();
}

/** The school handed something in, checked itself, opened a vote, and lost a member from its count. */
async function somethingHappens(): Promise<void> {
  const clerk = await house.as('clerk');
  const unit = { unitId: house.id('SCHOOL') };
  const { obligations } = await clerk.call(listObligations, { params: { organisationId: unit.unitId } });
  const handedIn = { params: { obligationId: obligations[0]?.id ?? '' }, body: { text: '方案', file: null } };
  await clerk.call(submitDeliverable, handedIn);
  const { items } = await clerk.call(readSelfCheck, { params: unit });
  const said = items.map(({ code }) => ({ code, answer: 'in-order' as const, note: null }));
  await clerk.call(checkOneself, { params: unit, body: { items: said } });
  await clerk.call(openAssessment, { params: unit, body: { heldOn: '2026-03-19' } });
  await asOwner(
    house,
    `update membership set to_on = '2026-03-19', end_reason = 'moved-away' where person_id = '${house.id('SCHOOL-1-09')}'`,
  );
  await (
    await house.as('county')
  ).call(correctPerson, {
    params: { personId: house.id('COMMUNITY-1-02') },
    body: { name: '改了名', bornIn: 1980, categories: [], reason: '更正' },
  });
}

test('each is told as it is alone, to everybody, and what one may not read is left out', async () => {
  await somethingHappens();
  let told = 0;
  for (const who of castNames) {
    const asked = [...units, 'TOWN', 'SCHOOL-1'];
    const found = await together(who, asked);
    assert.deepEqual(found, await alone(who, asked), who);
    told += found.length;
  }
  assert.ok(told > units.length * 3, `${told} were told`);
  const school = (await together('team', ['COMMUNITY', 'SCHOOL']))[1];
  assert.equal(school?.selfCheck?.is, 'unchecked');
  assert.equal(school.cameOff.length, 1);
  assert.ok(school.findings.some(({ missing }) => missing.length > 0));
  assert.deepEqual(
    (await together('head', units)).map(({ unit }) => unit.id),
    [house.id('SCHOOL')],
  );
});

test('in the campaign that is asked for, of units of which one takes no part', async () => {
  const later = await furtherCampaign(house, 'TOWN', '2026-03-20');
  for (const who of ['office', 'head', 'team'] as const) {
    const found = await together(who, units, later);
    assert.deepEqual(found, await alone(who, units, later), who);
  }
  const takesPart = new Set((await together('office', units, later)).map(({ campaignId }) => campaignId === later));
  assert.deepEqual(takesPart, new Set([true, false]));
});

test('asked for twice it is told once; what is no unit, or no id, is not', async () => {
  assert.equal((await together('office', ['SCHOOL', 'SCHOOL'])).length, 1);
  assert.deepEqual(await together('office', ['TOWN']), []);
  const office = await house.as('office');
  for (const asked of [
    '',
    'SCHOOL',
    `${house.id('SCHOOL')},`,
    Array.from({ length: 101 }, () => house.id('SCHOOL')).join(','),
  ])
    await assert.rejects(
      office.call(listGates, { query: { units: asked } }),
      (error) => error instanceof Refused && error.problem.code === 'invalid-input',
    );
});

test('as many statements for forty as for six', async () => {
  const own = await startVillages(many);
  try {
    // Of the first six some are further than others; of all forty as well.
    for (const village of many.filter((_, index) => index % 3 === 0)) {
      const transitionId = await own.apply(village);
      if (Number(village.slice(1)) % 2 === 1)
        await (await own.house.as('team')).call(endorseTransition, { params: { transitionId }, body: {} });
    }
    const { person } = await (await own.house.as('team')).call(readMe, {});
    for (const village of ['V2', 'V31'])
      await (
        await own.house.as('office')
      ).call(appoint, { params: { organisationId: own.id(village) }, body: { personId: person.id, role: 'clerk' } });
    const team = await own.house.as('team');
    const sent = async (codes: readonly string[]): Promise<number> => {
      const earlier = own.house.queries();
      const { gates } = await team.call(listGates, { query: { units: codes.map(own.id).join(',') } });
      assert.deepEqual(
        gates.map(({ unit }) => unit.id),
        codes.map(own.id),
      );
      return own.house.queries() - earlier;
    };
    await sent(many.slice(0, 1));
    const six = await sent(many.slice(0, 6));
    assert.equal(await sent(many), six);
    assert.ok(six < 40, `${six} statements`);
  } finally {
    await own.house.close();
  }
});
