/**
 * Everything is killed with -9 while meetings are being recorded, three times over: what the client was told is kept is there
 * whole, what it was not told is there whole or not at all, and sending it again makes it once.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { makeClient, Refused, type Client } from '@muster/client';
import { recordActivity } from '@muster/contract/study';
import { withClient } from '../platform/database/client.ts';
import type { Cluster } from '../platform/database/cluster.ts';
import { openDatabase } from '../platform/database/db.ts';
import { findDifferences } from '../rollup/index.ts';
import { seeded } from '../testing/seeded.ts';
import { startServerProcess, type ServerProcess } from '../testing/server-process.ts';
import type { TestSession } from '../testing/server.ts';
import { ownInstance, settle } from '../testing/settled-instance.ts';

const rounds = ['both', 'the database', 'the server'] as const;
const acknowledgedARound = 200;
/** Which recorder each connection is: one has the branch of 95, the others small ones. */
const connections = [0, 1, 2, 0, 1, 2, 2, 3];
const instance = ownInstance();
const notebook = join(instance.home, 'acknowledged');

interface Recorder {
  readonly branchId: string;
  readonly session: TestSession;
}

let recorders: readonly Recorder[];
let running: ServerProcess | undefined;

before(async () => {
  writeFileSync(notebook, '');
  const branches = {
    secretary: 'SCHOOL-1',
    secretary2: 'SCHOOL-2',
    jointSecretary: 'JOINT-1',
    communityHead: 'COMMUNITY-1',
  };
  recorders = await settle(instance, ({ server, id }) =>
    Promise.all(
      Object.entries(branches).map(async ([who, branch]) => ({
        branchId: id(branch),
        session: await server.signIn(who.toLowerCase()),
      })),
    ),
  );
});

after(async () => {
  await running?.stop();
  instance.remove();
});

interface Sent {
  readonly key: string;
  readonly recorder: number;
  readonly topic: string;
  readonly endsAt: string;
}

interface Acknowledged extends Sent {
  readonly id: string;
  readonly present: number;
  readonly onRoll: number;
}

const acknowledged = () =>
  readFileSync(notebook, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Acknowledged);

function clientOf(server: ServerProcess, { session }: Recorder): Client {
  return makeClient({ baseUrl: server.address, csrf: () => session.csrf, headers: () => ({ cookie: session.cookie }) });
}

async function send(server: ServerProcess, sent: Sent): Promise<Acknowledged> {
  const recorder = recorders[sent.recorder];
  assert.ok(recorder);
  const { branchId } = recorder;
  const startsAt = new Date(Date.parse(sent.endsAt) - 2 * 3_600_000).toISOString();
  const { topic, endsAt } = sent;
  const body = { kind: 'collective-study', topic, startsAt, endsAt, absences: [], another: true };
  const call = { params: { branchId }, body };
  const { id, present, onRoll } = await clientOf(server, recorder).call(recordActivity, call, { key: sent.key });
  return { ...sent, id, present, onRoll };
}

/** Records from several connections at once until the server is gone; answers what was sent and never answered. */
async function load(server: ServerProcess, round: number, strike: (count: number) => void): Promise<Sent[]> {
  const unanswered: Sent[] = [];
  let [count, over] = [0, false];
  const connection = async (recorder: number, number: number) => {
    for (let turn = 0; !over; turn += 1) {
      const endsAt = new Date(Date.now() - 60_000).toISOString();
      const sent = {
        key: randomUUID(),
        recorder,
        topic: `${round}-${number}-${turn}`,
        endsAt,
      };
      try {
        const answer = await send(server, sent);
        appendFileSync(notebook, `${JSON.stringify(answer)}\n`);
        strike((count += 1));
      } catch (error) {
        unanswered.push(sent);
        // A database that is away is refused clearly; a server that is away is fetch's own error.
        if (error instanceof Refused) assert.equal(error.problem.code, 'unavailable');
        else over = true;
      }
    }
  };
  await Promise.all(connections.map(connection));
  return unanswered;
}

/** Kills in the order of the round, a few milliseconds apart. */
function killer(server: ServerProcess, first: (typeof rounds)[number], at: number, apart: number) {
  let done: Promise<void> | undefined;
  const kill = async () => {
    if (first === 'the database') {
      server.killDatabase();
      await new Promise((resolve) => setTimeout(resolve, apart));
      return server.killServer();
    }
    const gone = server.killServer();
    if (first === 'the server') await gone;
    server.killDatabase();
    return gone;
  };
  return { strike: (count: number) => void (count >= at && (done ??= kill())), done: () => done };
}

interface Whole {
  readonly id: string;
  readonly topic: string;
  readonly sheets: number;
  readonly present: number;
  readonly lines: number;
  readonly entries: number;
  readonly hashes: number;
  readonly pending: number;
  readonly answers: number;
}

const wholes = `
  with sheets as (
    select s.activity_id, count(distinct s.id)::int as sheets, count(*)::int as lines,
      (count(*) filter (where t.presence = 'present'))::int as present
    from sheet s join attendance t on t.region_id = s.region_id and t.sheet_id = s.id group by 1
  ), entries as (
    select e.subject_id, count(*)::int as entries, sum(cardinality(e.record_hashes))::int as hashes, count(p.entry_id)::int as pending
    from ledger_entry e left join ledger_pending p on p.region_id = e.region_id and p.entry_id = e.id
    where e.kind = 'study.activity-recorded' group by 1
  ), answers as (
    select i.answer ->> 'id' as id, count(*)::int as answers from idempotency i where i.status = 1 group by 1
  )
  select a.id, a.topic, s.sheets, s.present, s.lines, e.entries, e.hashes, e.pending, k.answers
  from activity a
  left join sheets s on s.activity_id = a.id
  left join entries e on e.subject_id = a.id
  left join answers k on k.id = a.id::text`;

/** What hangs in the air: parts without their activity, and claims without an answer. */
const strays = `
  select (select count(*)::int from sheet s where not exists (select from activity a where a.id = s.activity_id)) as sheets,
    (select count(*)::int from ledger_entry e where e.kind = 'study.activity-recorded'
       and not exists (select from activity a where a.id = e.subject_id)) as entries,
    (select count(*)::int from idempotency i where i.route = 'recordActivity'
       and (i.status <> 1 or not exists (select from activity a where a.id::text = i.answer ->> 'id'))) as claims`;

/** Every activity there is, each whole, and the figures folded from exactly these. */
async function activitiesWhole(cluster: Cluster): Promise<Map<string, Whole>> {
  const owner = cluster.connection('owner');
  const [found, [hanging]] = await withClient(owner, async (client) => [
    (await client.query<Whole>(wholes)).rows,
    (await client.query<Record<string, number>>(strays)).rows,
  ]);
  assert.deepEqual({ ...hanging }, { sheets: 0, entries: 0, claims: 0 });
  for (const each of found) {
    const { topic, sheets, entries, pending, answers, hashes, lines } = each;
    assert.deepEqual({ sheets, entries, pending, answers }, { sheets: 1, entries: 1, pending: 1, answers: 1 }, topic);
    assert.equal(hashes, lines + 1, topic);
    assert.notEqual(lines, 0, topic);
  }
  assert.equal(new Set(found.map((each) => each.topic)).size, found.length, 'one activity a command');
  // As patient as a rebuild: it counts every record there is.
  const worker = openDatabase({ ...cluster.connection('worker'), max: 2, statement_timeout: 600_000 });
  try {
    assert.deepEqual(await findDifferences(worker), []);
  } finally {
    await worker.close();
  }
  const counted = await withClient(owner, (client) =>
    client.query<{ amount: string }>(
      `select amount from rollup_counter where measure = 'activities' and nlevel(path) = 1`,
    ),
  );
  assert.deepEqual(new Set(counted.rows.map((row) => Number(row.amount))), new Set([found.length]));
  return new Map(found.map((each) => [each.id, each]));
}

test('killed with -9 under load: nothing acknowledged is lost, nothing is half there, and again makes once', async (t) => {
  const chance = seeded((line) => t.diagnostic(line));
  let server = (running = await startServerProcess(instance.dataFolder));
  for (const [round, first] of rounds.entries()) {
    const earlier = acknowledged().length;
    const { strike, done } = killer(server, first, acknowledgedARound + chance.below(60), chance.below(40));
    const unanswered = await load(server, round, strike);
    await done();
    const kept = acknowledged();
    assert.ok(kept.length - earlier >= acknowledgedARound);

    server = running = await startServerProcess(instance.dataFolder);
    const cluster = await instance.open();
    try {
      const there = await activitiesWhole(cluster);
      for (const { id, topic, present, onRoll } of kept) {
        const found = there.get(id) ?? assert.fail(`${topic} was acknowledged and is lost`);
        assert.deepEqual([found.topic, found.present, found.lines], [topic, present, onRoll]);
      }
      for (const sent of unanswered) appendFileSync(notebook, `${JSON.stringify(await send(server, sent))}\n`);
      for (const sent of kept.slice(-1)) assert.deepEqual(await send(server, sent), sent);
      assert.equal((await activitiesWhole(cluster)).size, kept.length + unanswered.length);
      const [told, silent] = [kept.length - earlier, there.size - kept.length];
      t.diagnostic(
        `killed ${first} first: ${told} acknowledged, ${unanswered.length} unanswered of which ${silent} had been kept`,
      );
    } finally {
      await cluster.stop();
    }
  }
});
