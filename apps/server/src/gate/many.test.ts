/** What is sent in one list and what is sent one by one leaves the same records, figures and refusals. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { appoint, readMe } from '@muster/contract/access';
import { decideTransition, decideTransitions, endorseTransition, endorseTransitions } from '@muster/contract/gate';
import { Refused } from '@muster/client';
import type { CastName } from '@muster/testkit';
import { seeded, type Seeded } from '../testing/seeded.ts';
import { startVillages, villages, type Villages } from './villages.fixture.ts';
import { asOwner } from './ways-round.fixture.ts';

let singly: Villages;
let together: Villages;
before(async () => {
  [singly, together] = [await startVillages(), await startVillages()];
});
after(async () => {
  await singly.house.close();
  await together.house.close();
});

interface Act {
  readonly does: 'endorse' | 'pass' | 'refuse';
  readonly who: CastName;
  readonly note?: string;
}

/** What somebody or something else did to the village before; each stops one step or the other, or none. */
const happened = {
  nothing: '',
  'hours are lost': `update stage_condition set member_needs = 6000 where participation_id = $1 and stage_code = $2 and measure = 'study.minutes'`,
  'the dates are put off': `update participation_stage set earliest_on = '2026-12-01', ends_on = '2026-12-02' where participation_id = $1 and stage_code = $2`,
  'something else was applied for': `update transition_step set judged_hash = '' where step = 'applied' and transition_id = $3`,
  'something else was endorsed': `update transition_step set judged_hash = '' where step = 'endorsed' and transition_id = $3`,
  'the team applied itself': `update transition_step set actor_id = $4 where step = 'applied' and transition_id = $3`,
  'the application is over': `update transition set ended_at = recorded_at where id = $3`,
  'it takes part no more': `update participation set ended_at = now(), ended_on = '2026-03-20', ended_by = $4, ended_by_name = '', end_reason = '撤销' where id = $1`,
} as const;
type Happening = keyof typeof happened;

interface World extends Villages {
  readonly transitions: Map<string, string>;
}

async function make({ house, id }: World, village: string, happening: Happening): Promise<void> {
  if (happened[happening] === '') return;
  const [part] = await asOwner<{ id: string; stage: string }>(
    house,
    `select p.id, s.stage_code as stage from participation p join participation_stage s on s.participation_id = p.id and s.region_id = p.region_id
     join campaign c on c.id = p.campaign_id
     where p.unit_id = '${id(village)}' and s.opened_at is not null and s.closed_at is null order by c.started_on desc limit 1`,
  );
  if (part === undefined) return;
  const { person } = await (await house.as('team')).call(readMe, {});
  const values = [part.id, part.stage, of({ transitions: world(house).transitions }, village), person.id];
  const written = values.reduce(
    (text, value, index) => text.replaceAll(`$${index + 1}`, `'${value}'`),
    happened[happening],
  );
  // Who may do this is not what is asked here.
  await asOwner(house, `begin; set local session_replication_role = replica; ${written}; commit`);
}

const worlds: World[] = [];
const world = (house: Villages['house']): World => {
  const found = worlds.find((each) => each.house === house);
  assert.ok(found);
  return found;
};
const nobodys = '01890000-0000-7000-8000-000000000000';
const of = ({ transitions }: Pick<World, 'transitions'>, village: string): string =>
  transitions.get(village) ?? nobodys;

type Reason = readonly [place: string, code: string];

async function one(on: World, village: string, { does, who, note }: Act): Promise<Reason | null> {
  const by = await on.house.as(who);
  const params = { transitionId: of(on, village) };
  const said = note === undefined ? {} : { note };
  const done =
    does === 'endorse'
      ? by.call(endorseTransition, { params, body: said })
      : by.call(decideTransition, { params, body: { outcome: does === 'pass' ? 'passed' : 'refused', ...said } });
  const problem = await problemOf(done);
  return problem === null ? null : [problem.field ?? '', problem.code];
}

async function list(on: World, asked: readonly string[], { does, who, note }: Act) {
  const by = await on.house.as(who);
  const transitionIds = asked.map((village) => of(on, village));
  const said = note === undefined ? {} : { note };
  const key = { key: crypto.randomUUID() };
  return problemOf(
    does === 'endorse'
      ? by.call(endorseTransitions, { body: { transitionIds, ...said } }, key)
      : by.call(
          decideTransitions,
          { body: { transitionIds, outcome: does === 'pass' ? 'passed' : 'refused', ...said } },
          key,
        ),
  );
}

async function problemOf(work: Promise<unknown>) {
  return work.then(
    () => null,
    (error: unknown) => {
      if (error instanceof Refused) return error.problem;
      throw error;
    },
  );
}

/** One of a list is refused as if it came by itself, and then the list; without them the rest is taken. */
async function act(one_: World, many: World, asked: readonly string[], what: Act, told: string): Promise<number> {
  const reasons: (Reason | null)[] = [];
  for (const village of asked) reasons.push(await one(one_, village, what));
  const refusal = await list(many, asked, what);
  const stopped = reasons.filter((reason) => reason !== null);
  if (stopped.length === 0) assert.equal(refusal, null, told);
  else if (stopped.some(([, code]) => code === 'not-permitted') || stopped.every(([, code]) => code === 'not-found'))
    assert.equal(refusal?.code, stopped.find(([, code]) => code === 'not-permitted')?.[1] ?? 'not-found', told);
  else {
    assert.equal(refusal?.code, 'list-refused', told);
    const expected = reasons.flatMap((reason, index) =>
      reason === null ? [] : [[`transitionIds.${index}${reason[0] === '' ? '' : `.${reason[0]}`}`, reason[1]]],
    );
    assert.deepEqual(
      (refusal?.faults ?? []).map(({ field, code }) => [field, code]),
      expected,
      told,
    );
  }
  const taken = asked.filter((_, index) => reasons[index] === null);
  if (taken.length > 0 && stopped.length > 0) assert.equal(await list(many, taken, what), null, told);
  return taken.length;
}

/** Everything that such acts write, without what is drawn by chance or by the clock. */
async function recordsOf({ house }: World): Promise<unknown> {
  const read = (text: string) => asOwner<Record<string, unknown>>(house, text);
  await house.fold();
  return {
    steps: await read(`
      select o.code, t.stage_code, t.ended_at is not null as over, s.step, s.actor_name, s.note, s.judged, encode(s.judged_hash, 'hex') as hash
      from transition t join organisation o on o.id = t.unit_id join transition_step s on s.transition_id = t.id
      order by o.code, t.recorded_at, s.step`),
    decisions: await read(`
      select o.code, d.outcome, d.decided_by_name, d.note, encode(d.judged_hash, 'hex') as hash
      from transition_decision d join transition t on t.id = d.transition_id join organisation o on o.id = t.unit_id order by o.code, d.recorded_at`),
    stages: await read(`
      select o.code, c.started_on, s.stage_code, s.starts_on, s.earliest_on, s.ends_on, s.minimum_days, s.opened_at is not null as opened, s.closed_at is not null as closed
      from participation_stage s join participation p on p.id = s.participation_id join organisation o on o.id = p.unit_id
      join campaign c on c.id = p.campaign_id order by o.code, c.started_on, s.position`),
    conditions: await read(`
      select o.code, c.stage_code, c.condition_code, c.position, c.member_needs, c.is_hard, c.applies from stage_condition c
      join participation p on p.id = c.participation_id join campaign g on g.id = p.campaign_id join organisation o on o.id = p.unit_id
      order by o.code, g.started_on, c.stage_code, c.position, c.condition_code`),
    owed: await read(`
      select o.code, b.stage_code, b.kind, b.duty_code, b.due_on from obligation b join organisation o on o.id = b.unit_id
      join campaign g on g.id = b.campaign_id order by o.code, g.started_on, b.stage_code, b.kind, b.duty_code, b.due_on, b.person_id`),
    ledger: await read(`
      select o.code, e.kind, e.actor_name, count(*)::int as entries from ledger_entry e
      join organisation o on o.id = e.unit_id where e.kind like 'gate.%' group by 1, 2, 3 order by 1, 2, 3`),
    figures: await read(`
      select o.code, c.started_on, r.stage_code, r.measure, r.amount::int from rollup_counter r
      join organisation o on o.path = r.path left join campaign c on c.id = r.campaign_id
      where r.amount <> 0 order by o.code, o.kind, c.started_on, r.stage_code, r.measure`),
    wrong: await house.differences(),
  };
}

const acts: readonly Act[] = [
  { does: 'endorse', who: 'team' },
  { does: 'endorse', who: 'team', note: '情况属实' },
  { does: 'endorse', who: 'otherTeam' },
  { does: 'pass', who: 'office' },
  { does: 'pass', who: 'county' },
  { does: 'pass', who: 'team' },
  { does: 'refuse', who: 'office' },
  { does: 'refuse', who: 'county', note: '材料不全' },
];

test('any acts on any of them: by the list as one by one', async (t) => {
  const chance: Seeded = seeded((line) => t.diagnostic(line));
  worlds.push({ ...singly, transitions: new Map() }, { ...together, transitions: new Map() });
  const [alone, listed] = worlds as [World, World];
  let taken = 0;
  for (let round = 0; round < 8; round += 1) {
    for (const village of villages) {
      const happening = chance.pick([
        ...(Object.keys(happened) as Happening[]).filter((each) => each !== 'it takes part no more'),
        ...Array.from({ length: 14 }, () => 'nothing' as const),
        ...(chance.below(12) === 0 ? (['it takes part no more'] as const) : []),
      ]);
      for (const each of [alone, listed]) {
        const applied = await each.apply(village).catch(() => null);
        if (applied !== null) each.transitions.set(village, applied);
        await make(each, village, happening);
      }
    }
    const asked = villages.filter(() => chance.below(4) > 0);
    if (asked.length === 0) continue;
    for (const what of [acts[chance.below(3)], chance.pick(acts), chance.pick(acts.slice(3))]) {
      assert.ok(what);
      taken += await act(alone, listed, asked, what, `round ${round}: ${JSON.stringify([what, asked])}`);
    }
  }
  t.diagnostic(`${taken} were taken`);
  assert.ok(taken > 0, 'nothing was ever taken');
  assert.deepEqual(await recordsOf(listed), await recordsOf(alone));
});

test('nobody of a unit is let through because others are in the list', async () => {
  const own = await startVillages();
  const on: World = { ...own, transitions: new Map() };
  try {
    for (const village of villages.slice(0, 3)) on.transitions.set(village, await own.apply(village));
    const { person } = await (await own.house.as('team')).call(readMe, {});
    await (
      await own.house.as('office')
    ).call(appoint, { params: { organisationId: own.id('V2') }, body: { personId: person.id, role: 'clerk' } });
    const refusal = await list(on, ['V1', 'V2', 'V3'], { does: 'endorse', who: 'team' });
    assert.deepEqual(
      refusal?.faults?.map(({ field, code }) => [field, code]),
      [['transitionIds.1', 'decider-is-of-the-unit']],
    );
    const [{ endorsed } = { endorsed: -1 }] = await asOwner<{ endorsed: number }>(
      own.house,
      `select count(*)::int as endorsed from transition_step where step = 'endorsed'`,
    );
    assert.equal(endorsed, 0, 'all of them or none');
    assert.equal(await list(on, ['V1', 'V3'], { does: 'endorse', who: 'team' }), null);
  } finally {
    await own.house.close();
  }
});

test('as many statements for six as for one', async () => {
  const own = await startVillages();
  const on: World = { ...own, transitions: new Map() };
  try {
    for (const village of villages) on.transitions.set(village, await own.apply(village));
    const sent = async (asked: readonly string[], what: Act): Promise<number> => {
      const earlier = own.house.queries();
      assert.equal(await list(on, asked, what), null);
      return own.house.queries() - earlier;
    };
    const [first = '', second = '', ...rest] = villages;
    for (const what of [
      { does: 'endorse', who: 'team' },
      { does: 'pass', who: 'office' },
    ] as const) {
      // Whoever comes first opens a session.
      await sent([first], what);
      const alone = await sent([second], what);
      assert.equal(await sent(rest, what), alone, what.does);
    }
  } finally {
    await own.house.close();
  }
});
