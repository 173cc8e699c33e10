/** Plans, requests, extensions and decisions in any order: whatever is taken and whatever refused, the dates hold together. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Refused, type Client } from '@muster/client';
import { addDays, type CivilDate } from '@muster/core/kernel';
import {
  askForDates,
  decideDateRequest,
  extendStage,
  listCampaigns,
  planStages,
  readUnitDates,
} from '@muster/contract/campaign';
import { applyForTransition, decideTransition, endorseTransition, readGate } from '@muster/contract/gate';
import { startTestHouse, type TestHouse } from '@muster/testkit';
import { withClient } from '../platform/database/client.ts';
import { seeded, type Seeded } from '../testing/seeded.ts';

const total = 80;
const steps = 80;
const allMet = `update stage_condition set is_hard = false, grain = 'member', measure = 'study.minutes', member_needs = 1, subject = null,
  comparison = 'at-least', threshold_num = 0, threshold_den = 1`;

interface Row {
  readonly code: string;
  readonly state: 'closed' | 'open' | 'ahead';
  readonly starts: CivilDate;
  readonly earliest: CivilDate;
  readonly ends: CivilDate;
  readonly days: number;
  readonly total: number;
  /** The end of its window. */
  readonly until: CivilDate;
}

interface Desk {
  readonly house: TestHouse;
  readonly chance: Seeded;
  readonly unit: { readonly unitId: string };
  readonly as: (login: string) => Promise<Client>;
  today: CivilDate;
  request: string | null;
  approved: boolean;
}

test('dates stay in order and no day that must be stayed is lost, whatever happens', async (t) => {
  const house = await startTestHouse();
  t.after(() => house.close());
  // No condition stands in the way, so that stages are left as early as their dates allow, and shortened on request.
  await asOwner(house, allMet);
  await asOwner(house, `update participation set minimum_total_days = ${total}`);
  const chance = seeded((line) => t.diagnostic(line));
  const desk: Desk = {
    house,
    chance,
    unit: { unitId: house.id('SCHOOL') },
    as: (login) => house.signedIn(login),
    today: '2026-02-12',
    request: null,
    approved: false,
  };
  await asOwner(house, 'update obligation set offset_days = 20');
  const acts = { plan, ask, shorten, approve, extend, leave };
  const taken = new Map<string, number>();
  let before = await stagesNow(house);
  for (let step = 0; step < steps; step += 1) {
    desk.today = addDays(desk.today, chance.below(5));
    house.clock.set(new Date(`${desk.today}T10:00:00+08:00`));
    const drawn = chance.pick([
      'plan',
      'plan',
      'ask',
      'ask',
      'shorten',
      'approve',
      'approve',
      'extend',
      'leave',
    ] as const);
    const name = drawn === 'approve' && desk.request === null ? 'ask' : drawn;
    desk.approved = false;
    const done = await tried(acts[name](desk));
    if (done) taken.set(name, (taken.get(name) ?? 0) + 1);
    const now = await stagesNow(house);
    holdTogether(now, `${name} on ${desk.today}`);
    noEarlier(before, now, desk.approved, desk.today);
    if (name !== 'plan' && !desk.approved) nothingTaken(before, now);
    assert.deepEqual(await dueOutside(house), [], `${name} on ${desk.today}`);
    before = now;
  }
  t.diagnostic(JSON.stringify([...taken]));
  assert.ok(taken.size >= 2, 'nothing was ever taken');
});

function holdTogether(stages: readonly Row[], after: string): void {
  const [first] = stages;
  const unclosed = stages.filter(({ state }) => state !== 'closed');
  for (const [index, { code, starts, earliest, ends, days }] of unclosed.entries()) {
    const said = `${code} after ${after}: ${JSON.stringify(stages)}`;
    assert.ok(starts <= earliest && earliest <= ends, said);
    assert.ok(earliest >= addDays(starts, days - 1), said);
    const previous = unclosed[index - 1];
    if (previous !== undefined) assert.ok(starts > previous.ends, said);
    if (index === unclosed.length - 1) {
      assert.ok(first && earliest >= addDays(first.starts, first.total - 1), said);
    }
  }
}

/** The first day on which an open stage may be left comes nearer by an approved request alone, and never is a stage left before it. */
function noEarlier(before: readonly Row[], now: readonly Row[], approved: boolean, today: CivilDate): void {
  for (const stage of now) {
    const was = before.find(({ code }) => code === stage.code);
    if (was === undefined) continue;
    if (!approved) assert.ok(stage.days >= was.days && stage.total >= was.total, JSON.stringify([was, stage]));
    if (was.state === 'open' && !approved) assert.ok(stage.earliest >= was.earliest, JSON.stringify([was, stage]));
    if (was.state === 'open' && stage.state === 'closed')
      assert.ok(today >= was.earliest, JSON.stringify([was, today]));
    if (was.state === 'closed') assert.deepEqual(stage, { ...was, total: stage.total });
  }
}

/** Only the unit's own plan, or what it asked for itself, ends a stage that is not closed earlier; and no window is ever narrowed. */
function nothingTaken(before: readonly Row[], now: readonly Row[]): void {
  for (const stage of now.filter(({ state }) => state !== 'closed')) {
    const was = before.find(({ code }) => code === stage.code);
    assert.ok(was === undefined || (stage.ends >= was.ends && stage.until >= was.until), JSON.stringify([was, stage]));
  }
}

/** What is due before its stage begins, or after it ends. */
function dueOutside(house: TestHouse): Promise<object[]> {
  return asOwner(
    house,
    `select o.duty_code, o.due_on::text, s.starts_on::text, s.ends_on::text from obligation o
     join participation_stage s on s.participation_id = o.participation_id and s.stage_code = o.stage_code
     where s.closed_at is null and o.due_on not between s.starts_on and s.ends_on`,
  );
}

/** Dates around those of now, most of them too early, too late, too short or crossed. */
async function wished({ chance, unit }: Desk, client: Client) {
  const { stages } = await client.call(readUnitDates, { params: unit });
  const moved = (day: CivilDate, by: number) => addDays(day, chance.below(2) === 0 ? chance.below(2 * by) - by : 0);
  return stages
    .filter(({ state }) => state !== 'closed')
    .map(({ code, state, startsOn, endsOn }) => ({
      code,
      startsOn: state === 'open' ? startsOn : moved(startsOn, 8),
      endsOn: moved(endsOn, 15),
    }));
}

async function plan(desk: Desk): Promise<void> {
  const clerk = await desk.as('clerk');
  await clerk.call(planStages, { params: desk.unit, body: { stages: await wished(desk, clerk) } });
}

async function ask(desk: Desk): Promise<void> {
  const clerk = await desk.as('clerk');
  const body = { stages: await wished(desk, clerk), reason: '试' };
  desk.request = (await clerk.call(askForDates, { params: desk.unit, body })).id;
}

/** The open stage in fewer days than it must have. */
async function shorten(desk: Desk): Promise<void> {
  const clerk = await desk.as('clerk');
  const { stages } = await clerk.call(readUnitDates, { params: desk.unit });
  const shorter = stages
    .filter(({ state }) => state !== 'closed')
    .map(({ code, state, startsOn, endsOn }) => ({
      code,
      startsOn,
      endsOn: state === 'open' ? addDays(desk.today, desk.chance.below(6)) : endsOn,
    }));
  const body = { stages: shorter, reason: '试' };
  desk.request = (await clerk.call(askForDates, { params: desk.unit, body })).id;
}

async function approve(desk: Desk): Promise<void> {
  const { request } = desk;
  if (request === null) throw new Error('nothing was asked');
  const town = await desk.as('town');
  const params = { requestId: request };
  desk.request = null;
  desk.approved = await tried(town.call(decideDateRequest, { params, body: { outcome: 'approved', note: null } }));
  if (desk.approved) return;
  await town.call(decideDateRequest, { params, body: { outcome: 'refused', note: '试' } });
}

async function extend({ as, chance, house, today }: Desk): Promise<void> {
  const office = await as('office');
  const { campaigns } = await office.call(listCampaigns, {});
  await office.call(extendStage, {
    params: { batchId: campaigns[0]?.batches[0]?.id ?? '' },
    body: {
      organisationId: house.id(chance.pick(['COUNTY', 'TOWN', 'SCHOOL'])),
      stage: chance.pick(['study', 'analysis', 'rectification']),
      days: 1 + chance.below(12),
      reason: '试',
      basis: '试',
      decidedOn: today,
    },
  });
}

/** The unit applies, the team endorses, the office decides; the gate of the next stage is opened wide as well. */
async function leave({ as, unit, house }: Desk): Promise<void> {
  const head = await as('head');
  const { judgedHash } = await head.call(readGate, { params: unit });
  const { id: transitionId } = await head.call(applyForTransition, { params: unit, body: { judgedHash } });
  await (await as('team')).call(endorseTransition, { params: { transitionId }, body: {} });
  await (await as('office')).call(decideTransition, { params: { transitionId }, body: { outcome: 'passed' } });
  await asOwner(house, allMet);
}

async function tried(act: Promise<unknown>): Promise<boolean> {
  try {
    await act;
    return true;
  } catch (error) {
    if (error instanceof Refused && error.problem.status < 500) return false;
    throw error;
  }
}

async function stagesNow(house: TestHouse): Promise<Row[]> {
  return asOwner<Row>(
    house,
    `select s.stage_code as code, s.starts_on::text as starts, s.earliest_on::text as earliest, s.ends_on::text as ends, s.minimum_days as days, s.window_to::text as until,
       p.minimum_total_days as total,
       case when s.closed_at is not null then 'closed' when s.opened_at is not null then 'open' else 'ahead' end as state
     from participation_stage s join participation p on p.id = s.participation_id
     where p.unit_id = '${house.id('SCHOOL')}' order by s.position`,
  );
}

function asOwner<Found extends object>(house: TestHouse, text: string): Promise<Found[]> {
  return withClient(house.database.superuser(), async (client) => (await client.query<Found>(text)).rows);
}
