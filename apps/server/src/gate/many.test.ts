/** What is sent in one list and what is sent one by one leaves the same records, figures and refusals. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { appoint, readMe } from '@muster/contract/access';
import { decideTransition, decideTransitions, endorseTransition, endorseTransitions } from '@muster/contract/gate';
import { Refused } from '@muster/client';
import type { CastName } from '@muster/testkit';
import { seeded, type Seeded } from '../testing/seeded.ts';
import { happenings, make, type World } from './village-happenings.fixture.ts';
import { recordsOf } from './village-records.fixture.ts';
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

const mendBy = '2026-04-30';
const nobodys = '01890000-0000-7000-8000-000000000000';
const of = ({ transitions }: World, village: string): string => transitions.get(village) ?? nobodys;

type Reason = readonly [place: string, code: string];

async function one(on: World, village: string, { does, who, note }: Act): Promise<Reason | null> {
  const by = await on.house.as(who);
  const params = { transitionId: of(on, village) };
  const said = note === undefined ? {} : { note, ...(does === 'refuse' && { mendBy }) };
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
  const said = note === undefined ? {} : { note, ...(does === 'refuse' && { mendBy }) };
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
  const alone: World = { ...singly, transitions: new Map() };
  const listed: World = { ...together, transitions: new Map() };
  let taken = 0;
  for (let round = 0; round < 8; round += 1) {
    for (const village of villages) {
      const happening = chance.pick([
        ...happenings.filter((each) => each !== 'it takes part no more'),
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
