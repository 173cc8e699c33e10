import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askControl, controlAt } from '@muster/box/beside';
import { pollOf, slipCommitment, slipSecret, voterOf, type Manifest, type Poll, type Voter } from '@muster/proof';
import { testPoll } from '@muster/proof/testing';
import { cloneDatabase, withClient, type TestDatabase } from '@muster/server/testing';
import type { Prepared } from './poll-keys.ts';

/** A database in which polls are written down as the desk leaves them, and a folder for an issuer. */
export interface Hall {
  readonly database: TestDatabase;
  readonly folder: string;
  readonly control: string;
}

export interface Person {
  readonly id: string;
  readonly cookie: string;
  readonly csrf: string;
}

export interface PollAtHand {
  readonly poll: Poll;
  readonly hash: string;
  /** On its roster, each with an open session. */
  readonly people: readonly Person[];
  /** Secrets, as many as there are people without a session on the roster, and two spare ones. */
  readonly slips: readonly string[];
  /** The holder of the second share. */
  readonly holder: Person;
}

export async function givenHall(): Promise<Hall> {
  const folder = mkdtempSync(join(tmpdir(), 'muster-issuer-'));
  const database = await cloneDatabase();
  return { database, folder, control: controlAt(folder) };
}

const hour = 3_600_000;

/** Drawn from an hour ago for three more, cast in the four after. The issuer has to run already. */
export async function givenPoll(hall: Hall, { byLogin = 8, bySlip = 6 } = {}): Promise<PollAtHand> {
  const id = randomUUID();
  const name = id.replaceAll('-', '');
  const [prepared] = await askControl<readonly Prepared[]>(hall.control, 'prepare', { polls: [name] });
  if (prepared === undefined) throw new Error('nothing was prepared');
  const given = testPoll(byLogin + bySlip).poll.manifest;
  const at = (hours: number) => new Date(Date.now() + hours * hour).toISOString();
  const manifest: Manifest = {
    ...given,
    poll: name,
    issuing: { from: at(-1), until: at(3) },
    casting: { from: at(3), until: at(7) },
    keys: { ...given.keys, issuer: prepared.issuer, issued: prepared.issued, closing: prepared.closing },
  };
  const poll = pollOf(manifest);
  const slips = Array.from({ length: bySlip + 2 }, (_, each) =>
    slipSecret(Buffer.from(prepared.slipSeed, 'hex'), name, each),
  );
  const people = Array.from({ length: byLogin }, newPerson);
  const holder = newPerson();
  await withClient(hall.database.superuser(), async (client) => {
    // One table after the other, as nobody could write them: what stands behind them is no part of the test.
    await client.query(`select set_config('session_replication_role', 'replica', false)`);
    await client.query(
      `insert into ballot_poll (region_id, id, assessment_id, campaign_id, stage_code, raters, questions, manifest, hash, mode, issuing_from,
         issuing_until, casting_from, casting_until, turnout_num, turnout_den, fewest_cast, announced_by, announced_by_name, recorded_at, path, told)
       values (0, $1, gen_random_uuid(), gen_random_uuid(), 'study', '{member}', '{satisfaction}', $2, $3, 'windows', $4, $5, $6, $7, 1, 2, 5,
         gen_random_uuid(), '名', now(), 'a', '{}')`,
      [
        id,
        manifest,
        Buffer.from(poll.id),
        manifest.issuing.from,
        manifest.issuing.until,
        manifest.casting.from,
        manifest.casting.until,
      ],
    );
    for (const person of [...people, holder]) {
      const account = randomUUID();
      await client.query(
        `insert into account (id, person_region_id, person_id, login, password_hash, state, created_at) values ($1, 0, $2, $3, 'x', 'active', now())`,
        [account, person.id, `p${account}`],
      );
      await client.query(
        `insert into session (token_hash, account_id, csrf, created_at, seen_at, expires_at) values ($1, $2, $3, now(), now(), now() + interval '1 day')`,
        [createHash('sha256').update(person.cookie.slice('muster_session='.length)).digest(), account, person.csrf],
      );
    }
    const roster = [
      ...people.map((person) => [person.id, 'login']),
      ...Array.from({ length: bySlip }, () => [randomUUID(), 'slip']),
    ];
    for (const [person, way] of roster)
      await client.query(
        `insert into ballot_roster (region_id, poll_id, person_id, way, salt, path, told) values (0, $1, $2, $3, '\\x00', 'a', '{}')`,
        [id, person, way],
      );
    for (const secret of slips)
      await client.query(
        `insert into ballot_slip (region_id, poll_id, commitment, path, told) values (0, $1, $2, 'a', '{}')`,
        [id, Buffer.from(slipCommitment(name, secret))],
      );
    await client.query(
      `insert into ballot_share (region_id, poll_id, position, role, holder_id, holder_name, commitment, path, told)
       values (0, $1, 2, 'supervision-team', $2, '名', $3, 'a', '{}')`,
      [id, holder.id, Buffer.from(prepared.shares[1] ?? '', 'hex')],
    );
  });
  const hash = Buffer.from(poll.id).toString('hex');
  return { poll, hash, people, holder, slips: slips.map((secret) => Buffer.from(secret).toString('hex')) };
}

function newPerson(): Person {
  const cookie = `muster_session=${randomBytes(32).toString('base64url')}`;
  return { id: randomUUID(), cookie, csrf: randomBytes(8).toString('hex') };
}

export const newVoter = (poll: Poll): Voter => voterOf(poll, randomBytes(16));

export interface Answered {
  readonly status: number;
  readonly body: {
    readonly code?: string;
    readonly signature?: string;
    readonly at?: number;
    readonly height?: string;
  };
}

/** As a phone asks: with the session of somebody, or with the secret of a slip. */
export async function ask(
  port: number,
  path: string,
  { by, method = 'POST', body = {} }: { by?: Person; method?: string; body?: object },
): Promise<Answered> {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    headers: by === undefined ? {} : { cookie: by.cookie, 'x-muster-csrf': by.csrf },
    ...(method === 'POST' && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: (text === '' ? {} : JSON.parse(text)) as Answered['body'] };
}

export const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
