import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { Client } from '@muster/client';
import { appoint } from '@muster/contract/access';
import { confirmAssessment, enterCount, openAssessment, readAssessment } from '@muster/contract/assessment';
import { listEntries } from '@muster/contract/ledger';
import { refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { withClient } from '../platform/database/client.ts';

// The school: 20 members and 10 representatives may vote; its clerk and its two secretaries count, the first team confirms.

const heldOn = '2026-03-19';
const none = { satisfied: 0, basicallySatisfied: 0, dissatisfied: 0, dontKnow: 0, void: 0 };
const calm = { member: { ...none, satisfied: 18, void: 1 }, representative: { ...none, satisfied: 8, dontKnow: 2 } };
const slipped = { ...calm, member: { ...none, satisfied: 17, dissatisfied: 1, void: 1 } };

type Papers = typeof calm;

interface Vote {
  readonly house: TestHouse;
  readonly id: string;
  readonly count: (who: CastName, papers: Papers, key?: string) => Promise<{ round: number; state: string }>;
  readonly confirm: (who: CastName) => Promise<{ id: string }>;
  readonly read: (who: CastName) => ReturnType<typeof shown>;
}

async function shown(client: Client, assessmentId: string) {
  return (await client.call(readAssessment, { params: { assessmentId } })).assessment;
}

/** An assessment that has just been opened, in a house of the test's own. */
async function openedAt(t: TestContext, unit: string): Promise<Vote> {
  const house = await startTestHouse();
  t.after(() => house.close());
  const town = await house.as('office');
  const { id } = await town.call(openAssessment, { params: { unitId: house.id(unit) }, body: { heldOn } });
  const params = { assessmentId: id };
  return {
    house,
    id,
    count: async (who, papers, key) =>
      (await house.as(who)).call(enterCount, { params, body: papers }, key === undefined ? {} : { key }),
    confirm: async (who) => (await house.as(who)).call(confirmAssessment, { params }),
    read: async (who) => shown(await house.as(who), id),
  };
}

const sql = (house: TestHouse, text: string, values: unknown[] = []) =>
  withClient(
    house.database.superuser(),
    async (client) => (await client.query<Record<string, unknown>>(text, values)).rows,
  );

test('two tellers who agree are confirmed by the team, and the tally adds both groups up', async (t) => {
  const vote = await openedAt(t, 'SCHOOL');
  assert.deepEqual(await vote.count('clerk', calm), { round: 1, state: 'counting' });
  assert.deepEqual(await vote.count('secretary', calm), { round: 1, state: 'agreed' });
  assert.deepEqual((await vote.read('team')).may, { tell: false, confirm: true, report: false });
  await vote.confirm('team');
  const { state, tally, electorate, may } = await vote.read('clerk');
  assert.equal(state, 'confirmed');
  assert.deepEqual(electorate, { member: 20, representative: 10 });
  assert.deepEqual(may, { tell: false, confirm: false, report: false });
  assert.ok(tally !== null);
  const { confirmedAt: _at, ...rest } = tally;
  assert.deepEqual(rest, {
    cast: 29,
    valid: 28,
    satisfied: 26,
    dissatisfied: 0,
    byVoters: [
      { voters: 'member', eligible: 20, answers: calm.member },
      { voters: 'representative', eligible: 10, answers: calm.representative },
    ],
    confirmedBy: '罗亦舟',
    blocks: false,
    band: 1,
  });
  const dirty = await sql(
    vote.house,
    `select 1 from rollup_dirty d join participation p on p.id = d.participation_id where p.unit_id = $1`,
    [vote.house.id('SCHOOL')],
  );
  assert.equal(dirty.length, 1);
});

test('a teller sees no figure of the other before both have counted', async (t) => {
  const vote = await openedAt(t, 'SCHOOL');
  await vote.count('clerk', slipped);
  for (const who of ['secretary', 'clerk', 'team', 'office', 'head'] as const) {
    const { counts, differences, tellers, state } = await vote.read(who);
    assert.deepEqual([state, counts, differences], ['counting', [], []], who);
    assert.deepEqual(
      tellers.map(({ name, round }) => [name, round]),
      [['苏禾', 1]],
    );
  }
  const ledger = await (
    await vote.house.as('secretary')
  ).call(listEntries, {
    params: { organisationId: vote.house.id('SCHOOL') },
  });
  const counted = ledger.entries.filter(({ kind }) => kind === 'assessment.counted');
  assert.deepEqual(
    counted.map(({ summary }) => summary),
    [{ round: 1 }],
  );
});

test('a difference blocks and is shown cell by cell; both count again and the first round stays', async (t) => {
  const vote = await openedAt(t, 'SCHOOL');
  await vote.count('clerk', calm);
  assert.deepEqual(await vote.count('secretary', slipped), { round: 1, state: 'differing' });
  assert.equal(await refusalOf(vote.confirm('team')), 'tellers-differ');
  const differing = await vote.read('team');
  assert.deepEqual(
    differing.differences.map(({ voters, answer, first, second }) => [voters, answer, [first, second]]),
    [
      ['member', 'satisfied', [18, 17]],
      ['member', 'dissatisfied', [0, 1]],
    ],
  );
  assert.equal(differing.counts.length, 4);

  assert.deepEqual(await vote.count('secretary', calm), { round: 2, state: 'counting' });
  assert.equal(await refusalOf(vote.confirm('team')), 'two-tellers-needed');
  assert.equal((await vote.read('team')).counts.length, 4);
  assert.deepEqual(await vote.count('clerk', calm), { round: 2, state: 'agreed' });
  const agreed = await vote.read('head');
  assert.deepEqual([agreed.round, agreed.counts.length, agreed.differences], [2, 8, []]);
  await vote.confirm('team');
});

test('while two count again a teller is shown where they differed and no figure of the other; the names of a round stay', async (t) => {
  const vote = await openedAt(t, 'SCHOOL');
  await vote.count('clerk', calm);
  await vote.count('secretary', slipped);
  const first = {
    round: 1,
    tellers: ['苏禾', '程砚'],
    differs: ['member satisfied', 'member dissatisfied'],
  };
  const seenBy = async (who: CastName) => {
    const { rounds, counts, differences } = await vote.read(who);
    return {
      rounds: rounds.map(({ round, tellers, differs }) => ({
        round,
        tellers: tellers.map(({ name }) => name),
        differs: differs.map(({ voters, answer }) => `${voters} ${answer}`),
      })),
      figures: counts.map(({ round, personId }) => [round, personId]),
      told: differences.flatMap((cell) => [cell.first, cell.second]).filter((figure) => figure !== null),
    };
  };
  const both = (await seenBy('team')).figures;
  assert.equal(both.length, 4);
  const [ofClerk, ofSecretary] = [both.slice(0, 2), both.slice(2)];

  for (const _ of ['the two differ', 'one has counted again']) {
    assert.deepEqual(await seenBy('clerk'), { rounds: [first], figures: ofClerk, told: [] });
    assert.deepEqual(await seenBy('secretary'), { rounds: [first], figures: ofSecretary, told: [] });
    assert.deepEqual(await seenBy('secretary2'), { rounds: [first], figures: [], told: [] }, 'who may count next');
    assert.deepEqual((await seenBy('team')).figures, both);
    if ((await vote.read('team')).state === 'differing') await vote.count('secretary', calm);
  }
  await vote.count('clerk', calm);
  for (const who of ['clerk', 'secretary', 'secretary2', 'team'] as const)
    assert.equal((await seenBy(who)).figures.length, 8, who);
});

test('a teller counts once a round, two are enough, and nobody counts after the confirmation', async (t) => {
  const vote = await openedAt(t, 'SCHOOL');
  assert.equal(await refusalOf(vote.confirm('team')), 'two-tellers-needed');
  await vote.count('clerk', calm);
  assert.equal(await refusalOf(vote.count('clerk', slipped)), 'teller-counted-already');
  await vote.count('secretary', calm);
  assert.equal(await refusalOf(vote.count('secretary2', calm)), 'two-tellers-already');
  assert.equal(await refusalOf(vote.count('clerk', slipped)), 'teller-counted-already');
  await vote.confirm('team');
  assert.equal(await refusalOf(vote.count('secretary2', calm)), 'assessment-confirmed-already');
  assert.equal(await refusalOf(vote.confirm('team')), 'assessment-confirmed-already');
});

test('a count that is sent twice is entered once, though it turned out to differ', async (t) => {
  const vote = await openedAt(t, 'SCHOOL');
  await vote.count('clerk', calm);
  const key = crypto.randomUUID();
  assert.deepEqual(await vote.count('secretary', slipped, key), { round: 1, state: 'differing' });
  assert.deepEqual(await vote.count('secretary', slipped, key), { round: 1, state: 'differing' });
  assert.equal((await vote.read('secretary')).state, 'differing');
});

test('tellers who enter at once come one after the other', async (t) => {
  const vote = await openedAt(t, 'SCHOOL');
  const three = ['clerk', 'secretary', 'secretary2'] as const;
  const outcomes = await Promise.all(three.map((who) => refusalOf(vote.count(who, calm))));
  assert.deepEqual(
    outcomes.filter((outcome) => outcome !== null),
    ['two-tellers-already'],
  );
  const twice = await Promise.all([vote.confirm('team'), vote.confirm('team')].map((call) => refusalOf(call)));
  assert.deepEqual(
    twice.filter((outcome) => outcome !== null),
    ['assessment-confirmed-already'],
  );
  assert.equal((await vote.read('team')).counts.length, 4);
});

test('no group casts more papers than it has voters, and one without voters casts none', async (t) => {
  const vote = await openedAt(t, 'SCHOOL');
  const many = { ...calm, representative: { ...none, satisfied: 10, void: 1 } };
  await assert.rejects(vote.count('clerk', many), (error: { problem?: object }) => {
    const { code, field, params } = error.problem as { code: string; field: string; params: object };
    assert.deepEqual(
      { code, field, params },
      {
        code: 'count-exceeds-eligible',
        field: 'representative',
        params: { voters: 'representative', cast: 11, eligible: 10 },
      },
    );
    return true;
  });
  const station = await openedAt(t, 'STATION');
  assert.equal((await station.read('office')).electorate.representative, 0);
  const withRepresentative = { member: { ...none, satisfied: 9 }, representative: { ...none, satisfied: 1 } };
  assert.equal(await refusalOf(station.count('jointSecretary', withRepresentative)), 'count-exceeds-eligible');
  await station.count('jointSecretary', { member: { ...none, satisfied: 9 }, representative: none });
});

test('who counted does not confirm, though on the team as well', async (t) => {
  const vote = await openedAt(t, 'SCHOOL');
  const office = await vote.house.as('office');
  await office.call(appoint, {
    params: { organisationId: vote.house.id('SCHOOL') },
    body: { personId: vote.house.id('罗亦舟'), role: 'clerk' },
  });
  await vote.count('team', calm);
  await vote.count('secretary', calm);
  assert.equal((await vote.read('team')).may.confirm, false);
  assert.equal(await refusalOf(vote.confirm('team')), 'teller-cannot-confirm');
});

// The community: 95 members and 10 representatives.
const community = (dissatisfied: number, valid: number): Papers => ({
  member: { ...none, satisfied: valid - 10 - dissatisfied + 5, dissatisfied: dissatisfied - 5 },
  representative: { ...none, basicallySatisfied: 5, dissatisfied: 5 },
});

for (const { valid, blocks } of [
  { valid: 100, blocks: true },
  { valid: 101, blocks: false },
]) {
  test(`10 dissatisfied of ${valid} ${blocks ? 'block' : 'do not block'}`, async (t) => {
    const vote = await openedAt(t, 'COMMUNITY');
    await vote.count('communityClerk', community(10, valid));
    await vote.count('communityHead', community(10, valid));
    await vote.confirm('team');
    const { tally } = await vote.read('communityHead');
    assert.deepEqual([tally?.dissatisfied, tally?.valid, tally?.blocks], [10, valid, blocks]);
    const unmet = await withClient(vote.house.database.connection('worker'), async (client) => {
      await client.query('begin');
      await client.query(`select muster_scope('{*}', null)`);
      return (
        await client.query<{ blocked: boolean }>(
          `select 'dissatisfied' = any(gate_unmet_hard(p.region_id, p.id, 'study')) as blocked from participation p where p.unit_id = $1`,
          [vote.house.id('COMMUNITY')],
        )
      ).rows[0];
    });
    assert.equal(unmet?.blocked, blocks);
  });
}

test('the application’s own role can neither write a tally nor change a count', async (t) => {
  const vote = await openedAt(t, 'SCHOOL');
  await vote.count('clerk', calm);
  await vote.count('secretary', slipped);
  const [row] = await sql(vote.house, 'select path::text from assessment where id = $1', [vote.id]);
  const asApp = (statement: string) =>
    withClient(vote.house.database.connection('app'), async (client) => {
      await client.query('begin');
      await client.query('select muster_scope($1, null)', [[row?.path]]);
      await client.query(statement, [vote.id]);
      await client.query('commit');
    });
  const refused = (code: string) => (error: { code?: string }) => error.code === code;
  const copied = `insert into tally_assessment select region_id, assessment_id, voters, 20, satisfied, basically_satisfied, dissatisfied,
    dont_know, void, teller_id, '', recorded_at, path, linked from tally_teller where assessment_id = $1`;
  await assert.rejects(asApp(copied), refused('42501'));
  await assert.rejects(asApp('update tally_teller set dissatisfied = 0 where assessment_id = $1'), refused('42501'));
  await assert.rejects(asApp('delete from tally_teller where assessment_id = $1'), refused('42501'));
  const confirm = 'select assessment_confirm(region_id, id, gen_random_uuid(), now()) from assessment where id = $1';
  await assert.rejects(
    asApp(confirm),
    (error: { constraint?: string }) => error.constraint === 'tally_assessment__tellers_agree',
  );
});
