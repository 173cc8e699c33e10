/** Whatever is recorded in two campaigns, in whatever order: each has the figures that it would have alone. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Refused } from '@muster/client';
import { recordActivity, readRoll, voidActivity } from '@muster/contract/study';
import { readOverview } from '@muster/contract/rollup';
import { readGate } from '@muster/contract/gate';
import { startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { seeded } from '../testing/seeded.ts';
import { firstCampaign, furtherCampaign } from '../testing/second-campaign.fixture.ts';

const acts = 24;

const branches = [
  ['SCHOOL-1', 'secretary', 'SCHOOL'],
  ['SCHOOL-2', 'secretary2', 'SCHOOL'],
  ['COMMUNITY-1', 'communityHead', 'COMMUNITY'],
  ['JOINT-1', 'jointSecretary', 'CLINIC'],
] as const satisfies readonly (readonly [string, CastName, string])[];

interface Act {
  readonly campaign: 0 | 1;
  readonly branch: (typeof branches)[number];
  /** Which of the meetings of that campaign at that branch is voided; null: one is recorded. */
  readonly voids: number | null;
  readonly day: number;
  readonly hours: number;
  readonly absent: boolean;
}

test('given acts in two campaigns in any order, the figures of each are those of its own acts alone', async (t) => {
  const chance = seeded((line) => t.diagnostic(line));
  const list = Array.from({ length: acts }, (): Act => ({
    campaign: chance.below(2) === 0 ? 0 : 1,
    branch: chance.pick(branches),
    voids: chance.below(4) === 0 ? chance.below(3) : null,
    day: 1 + chance.below(19),
    hours: 2 + chance.below(3),
    absent: chance.below(3) === 0,
  }));
  const both = await figuresAfter(list);
  const alone = await Promise.all([0, 1].map((only) => figuresAfter(list.filter(({ campaign }) => campaign === only))));
  assert.deepEqual(both[0], alone[0]?.[0]);
  assert.deepEqual(both[1], alone[1]?.[1]);
  assert.ok(JSON.stringify(both).includes('"minutes":'), 'something was recorded');
});

/** Minutes of everybody, counters of every node and findings of every unit, by campaign. */
async function figuresAfter(list: readonly Act[]): Promise<unknown[]> {
  const house = await startTestHouse();
  try {
    const campaigns = [await firstCampaign(house), await furtherCampaign(house, 'COUNTY', '2026-02-20', ['COUNTY'])];
    const held = new Map<string, string[]>();
    for (const act of list) await perform(house, act, campaigns[act.campaign] ?? '', held);
    await house.fold();
    assert.deepEqual(await house.differences(), []);
    return await Promise.all(campaigns.map((campaign) => figuresOf(house, campaign)));
  } finally {
    await house.close();
  }
}

async function perform(house: TestHouse, act: Act, campaign: string, held: Map<string, string[]>): Promise<void> {
  const [branch, who] = act.branch;
  const by = await house.as(who);
  const key = `${campaign} ${branch}`;
  const before = held.get(key) ?? [];
  const voided = act.voids === null ? undefined : before[act.voids];
  if (voided !== undefined) {
    // Which campaign is asked for is nothing to a meeting that is there; voided already, it is refused the same way in both worlds.
    const wish = by.call(voidActivity, { params: { activityId: voided }, body: { reason: '试' } });
    await wish.catch((error: unknown) => assert.ok(error instanceof Refused && error.problem.status < 500));
    return;
  }
  const day = `2026-03-${String(act.day).padStart(2, '0')}`;
  const { roll } = await by.call(readRoll, { params: { branchId: house.id(branch) } }, { campaign });
  const [first] = roll;
  const body = {
    kind: 'collective-study',
    topic: '学习',
    startsAt: `${day}T08:00:00+08:00`,
    endsAt: `${day}T${String(8 + act.hours).padStart(2, '0')}:00:00+08:00`,
    absences: act.absent && first !== undefined ? [{ personId: first.personId, reason: 'sick' }] : [],
    lateReason: '补记',
    another: true,
  };
  const { id } = await by.call(recordActivity, { params: { branchId: house.id(branch) }, body }, { campaign });
  held.set(key, [...before, id]);
}

async function figuresOf(house: TestHouse, campaign: string): Promise<unknown> {
  const office = await house.as('office');
  const asking = { campaign };
  const hours = [];
  for (const [branch] of branches) {
    const roll = await office.call(readRoll, { params: { branchId: house.id(branch) } }, asking);
    hours.push(roll.hours.map(({ name, minutes, collectiveMinutes }) => ({ name, minutes, collectiveMinutes })));
  }
  const counters = [];
  for (const node of ['COUNTY', 'TOWN', 'OTHER-TOWN', 'COUNTY-COMMITTEE', 'SCHOOL', 'JOINT-1']) {
    const { figures, conditions } = await office.call(
      readOverview,
      { params: { organisationId: house.id(node) } },
      asking,
    );
    counters.push({
      figures,
      conditions: conditions.map(({ code, met, notMet, waiting }) => [code, met, notMet, waiting]),
    });
  }
  const findings = [];
  for (const unit of ['SCHOOL', 'COMMUNITY', 'CLINIC', 'STATION']) {
    const gate = await office.call(readGate, { params: { unitId: house.id(unit) } }, asking);
    findings.push(gate.findings.map(({ code, verdict, num, den }) => [code, verdict, num, den]));
  }
  return { hours, counters, findings };
}
