/**
 * A whole poll with people who draw by a login and by a slip, each from an address of its own, and cast in the very order in which they drew:
 * whatever keeps an order, an hour or a name of it anywhere gives somebody away. What only they can know is kept here, to be looked for.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { bringShare, closeDraw, closePoll, printSlips, publishPoll } from '@muster/contract/ballot';
import { decodeBallot, secretOfSlip, slipCommitment, voterOf, type Ballot, type Poll } from '@muster/proof';
import type { Instance } from '@muster/testkit/instance';
import { announced, fetchPoll, share, type People } from './voters.fixture.ts';
import { askAll, exchange, rowsOf, type Exchange } from './whole-instance.fixture.ts';

/** Somebody of the roster, and what is on that phone alone. */
export interface TracedVoter {
  readonly way: 'login' | 'slip';
  /** A person, or what is published of a slip: all that the database can know. */
  readonly knownAs: string;
  readonly token: string;
  readonly csrf: string;
  readonly slip: Uint8Array | null;
  /** Of this machine, from which nobody else asks. */
  readonly from: string;
  readonly seed: Uint8Array;
  readonly blinded: Uint8Array;
  readonly signature: Uint8Array;
  readonly ballot: Uint8Array;
  readonly parts: Ballot;
  readonly drawn: Exchange;
  readonly cast: Exchange;
}

export interface TracedPoll {
  readonly poll: Poll;
  readonly hash: string;
  /** In the order in which they drew, and cast. */
  readonly voters: readonly TracedVoter[];
  /** Everybody on the roster. */
  readonly people: readonly { readonly id: string; readonly name: string; readonly login: string | null }[];
  /** Of the database, when all had drawn and when all had cast. */
  readonly rows: { readonly drawn: ReadonlyMap<string, string>; readonly cast: ReadonlyMap<string, string> };
  /** As it lay on the disk when all had cast. */
  readonly journal: Buffer;
  readonly board: Buffer;
  /** Secrets of all slips, and their codes. */
  readonly slips: readonly Uint8Array[];
  readonly codes: readonly string[];
  /** How what the issuer and the box refuse was answered. */
  readonly refused: readonly string[];
}

export interface TracedVote {
  readonly campaignId: string;
  readonly polls: readonly TracedPoll[];
  /** How many lines had been said before. */
  readonly saidBefore: number;
}

/** What a careless browser, or a proxy, would send along. */
const carriedAlong = (of: Pick<TracedVoter, 'token' | 'from'>) => ({
  cookie: `muster_session=${of.token}`,
  referer: `http://desk.invalid/people/${of.token}`,
  'x-forwarded-for': `${of.from}, 203.0.113.77`,
  forwarded: `for=${of.from}`,
  'user-agent': `telephone-of-${of.token}`,
});

export async function tracedVote(
  instance: Instance,
  at: { readonly issuer: string; readonly box: string },
  people: People,
): Promise<TracedVote> {
  const sessions = await giveEverySecondAnAccount(instance.folder);
  const { unit, polls: named } = await announced(people, { slips: 'without-account' });
  const saidBefore = instance.told().length;
  const [first] = await askAll<{ campaign_id: string }>(
    instance.folder,
    'select campaign_id from ballot_poll where id = $1',
    [named[0]?.id],
  );
  const campaignId = first?.campaign_id ?? '';
  if (named.length === 0 || campaignId === '') throw new Error(`nothing is voted on at ${unit.name}`);
  const polls: TracedPoll[] = [];
  for (const one of named) polls.push(await traced(instance, at, people, { ...one, campaignId, sessions }));
  return { campaignId, polls, saidBefore };
}

type Sessions = ReadonlyMap<string, { readonly token: string; readonly csrf: string }>;

/** Half of the members and representatives can log in, and have. */
async function giveEverySecondAnAccount(folder: string): Promise<Sessions> {
  await askAll(
    folder,
    `insert into account (id, person_region_id, person_id, login, password_hash, state, created_at)
     select gen_random_uuid(), p.region_id, p.id, 'traced-' || row_number() over (order by p.id), 'x', 'active', now()
     from person p where get_byte(sha256(p.id::text::bytea), 0) % 2 = 0 on conflict (person_id) do nothing`,
  );
  const accounts = await askAll<{ id: string; person_id: string }>(
    folder,
    `select id, person_id from account where state = 'active'`,
  );
  const made = accounts.map(({ id, person_id: person }) => {
    const token = randomBytes(32).toString('base64url');
    const hash = createHash('sha256').update(token).digest();
    return { id, person, token, hash, csrf: randomBytes(24).toString('base64url') };
  });
  await askAll(
    folder,
    `insert into session (token_hash, account_id, csrf, created_at, seen_at, expires_at)
     select h, a, c, now() - interval '1 hour', now() - interval '1 hour', now() + interval '1 day' from unnest($1::bytea[], $2::uuid[], $3::text[]) s (h, a, c)`,
    [made.map(({ hash }) => hash), made.map(({ id }) => id), made.map(({ csrf }) => csrf)],
  );
  return new Map(made.map(({ person, token, csrf }) => [person, { token, csrf }]));
}

type NamedPoll = {
  readonly id: string;
  readonly hash: string;
  readonly campaignId: string;
  readonly sessions: Sessions;
};

async function traced(
  { folder, address }: Instance,
  at: { readonly issuer: string; readonly box: string },
  { team, office }: People,
  { id, hash, campaignId, sessions }: NamedPoll,
): Promise<TracedPoll> {
  const poll = await fetchPoll(at.box, campaignId, hash);
  const { poll: name } = poll.manifest;
  const roster = await askAll<{ id: string; name: string; login: string | null; way: 'login' | 'slip' }>(
    folder,
    `select p.id, p.name, a.login, r.way from ballot_roster r join person p on p.id = r.person_id left join account a on a.person_id = p.id
     where r.poll_id = $1`,
    [id],
  );
  const { codes } = await office.client.call(printSlips, { params: { pollId: id } });
  const slips = codes.map((code) => secretOfSlip(code) ?? new Uint8Array());

  const coming = shuffled([
    ...roster.filter(({ way }) => way === 'login').map((person) => ({ person: person.id, slip: null })),
    ...slips.slice(2).map((slip) => ({ person: null, slip })),
  ]);
  const drawing: Omit<TracedVoter, 'cast'>[] = [];
  const refused: string[] = [];
  for (const [number, { person, slip }] of coming.entries()) {
    const { token, csrf } = (person === null ? null : sessions.get(person)) ?? {
      token: randomBytes(32).toString('base64url'),
      csrf: randomBytes(24).toString('base64url'),
    };
    const from = `127.7.${1 + polling}.${10 + number}`;
    const seed = randomBytes(16);
    const voter = voterOf(poll, seed);
    const slipHex = slip === null ? {} : { slip: hex(slip) };
    const asked = {
      path: `/polls/${hash}/draw`,
      from,
      headers: { ...carriedAlong({ token, from }), ...(slip === null && { 'x-muster-csrf': csrf }) },
      body: JSON.stringify({ blinded: hex(voter.blinded), ...slipHex }),
    };
    const drawn = await exchange(at.issuer, asked);
    const signature = Buffer.from(String(drawn.body['signature']), 'hex');
    const ballot = voter.ballot(
      signature,
      poll.manifest.questions.map(() => number % 5),
    );
    const parts = ballot === null ? null : decodeBallot(poll, ballot);
    if (ballot === null || parts === null) throw new Error(`not drawn: ${JSON.stringify(drawn)}`);
    const knownAs = person ?? hex(slipCommitment(name, slip ?? seed));
    const way = person === null ? 'slip' : 'login';
    drawing.push({
      way,
      knownAs,
      token,
      csrf,
      slip,
      from,
      seed,
      blinded: voter.blinded,
      signature,
      ballot,
      parts,
      drawn,
    });
    // Faults are where something slips out: what is cut, what is of another phone, what nobody may.
    const other = JSON.stringify({ blinded: hex(voterOf(poll, randomBytes(16)).blinded), ...slipHex });
    for (const body of [asked.body.slice(0, -2), asked.body.replace('"blinded":"', '"blinded":"0'), other])
      refused.push(String((await exchange(at.issuer, { ...asked, body })).body['code']));
  }
  // A spare slip finds that all have drawn, in the database itself.
  const { from = '', token = '' } = drawing[0] ?? {};
  const late = {
    blinded: hex(voterOf(poll, randomBytes(16)).blinded),
    slip: hex(slips[0] ?? new Uint8Array()),
  };
  const spare = {
    path: `/polls/${hash}/draw`,
    from,
    headers: carriedAlong({ token, from }),
    body: JSON.stringify(late),
  };
  refused.push(String((await exchange(at.issuer, spare)).body['code']));

  await team.client.call(closeDraw, { params: { pollId: id } });
  const before = await rowsOf(folder);
  const voters: TracedVoter[] = [];
  for (const voter of drawing) {
    const { ballot } = voter;
    // The page on which one votes lies at the desk, and asks it who is logged in where nobody came with a slip.
    for (const path of ['/vote/', '/vote/places.json', ...(voter.way === 'login' ? ['/api/session'] : [])])
      await exchange(address, { method: 'GET', path, from: voter.from, headers: carriedAlong(voter) });
    const asked = { path: `/polls/${hash}/ballots`, from: voter.from, headers: carriedAlong(voter), body: ballot };
    const cast = await exchange(at.box, asked);
    if (cast.status !== 201) throw new Error(`not cast: ${JSON.stringify(cast)}`);
    voters.push({ ...voter, cast });
    for (const body of [ballot.subarray(1), ballot.with(447, (ballot[447] ?? 0) ^ 1), Buffer.concat([ballot, ballot])])
      refused.push(String((await exchange(at.box, { ...asked, body })).body['code']));
    refused.push(String((await exchange(at.box, { ...asked, path: `${asked.path}/${voter.token}` })).body['code']));
  }
  const rows = { drawn: before, cast: await rowsOf(folder) };
  const journal = readFileSync(join(folder, 'box', name, 'journal'));

  await team.client.call(closePoll, { params: { pollId: id } });
  for (const holder of [office, team])
    await holder.client.call(bringShare, {
      params: { pollId: id },
      body: { height: await share(at.issuer, hash, holder) },
    });
  await team.client.call(publishPoll, { params: { pollId: id } });
  const deadline = Date.now() + 20_000;
  while (existsSync(join(folder, 'issuer', name))) {
    if (Date.now() > deadline) throw new Error('the issuer keeps what it has of a poll that has ended');
    await pause(50);
  }
  const board = readFileSync(join(folder, 'board', campaignId, hash, 'ballots.bin'));
  polling += 1;
  return { poll, hash, voters, people: roster, rows, journal, board, slips, codes, refused };
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** Each poll has its own addresses. */
let polling = 0;

function shuffled<T>(all: readonly T[]): T[] {
  return all
    .map((one) => ({ one, by: randomUUID() }))
    .toSorted((left, right) => (left.by < right.by ? -1 : 1))
    .map(({ one }) => one);
}
