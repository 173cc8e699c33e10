import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pollOf, secretOfSlip, type Manifest } from '@muster/proof';
import type { Instance } from '@muster/testkit/instance';
import { connect } from '../city.ts';
import { runMuster } from '../muster.ts';
import { logIn, type Visitor } from '../visitor.ts';

/** Who leads a vote in the demo town, and where it is held. */
export interface Hall {
  readonly office: Visitor;
  readonly team: Visitor;
  readonly member: Visitor;
  readonly unitId: string;
}

/** By an open session of the desk, which its cookie and its word stand for. */
export type Session = {
  readonly cookie: string;
  readonly 'x-muster-csrf': string;
};

/** A unit of the town in which a vote can be held, and the first of its branches. */
const unit = { name: '白鹭镇中心小学', code: 'U02', branch: 'B02' };

export async function openHall(address: string): Promise<Hall> {
  const [office, team, member] = await Promise.all(
    ['office', 'team', 'member'].map((login) => logIn(address, login, 'muster-demo')),
  );
  if (office === undefined || team === undefined || member === undefined) throw new Error('Nobody logged in.');
  const { grants } = await team.get<{ grants: readonly { organisationId: string; organisationName: string }[] }>(
    '/api/session',
  );
  const found = grants.find(({ organisationName }) => organisationName === unit.name);
  if (found === undefined) throw new Error(`There is no ${unit.name}.`);
  return { office, team, member, unitId: found.organisationId };
}

const codeOf = (at: number): string => `V${at + 1}`;

/** As the office does it, from a file. */
export async function importRoster({ folder }: Instance, voters: number): Promise<void> {
  const place = mkdtempSync(join(tmpdir(), 'muster-roster-'));
  try {
    const file = join(place, 'members.csv');
    const header = '编码,姓名,出生年,党支部编码,单位编码,身份,类别,加入日期';
    const rows = Array.from(
      { length: voters },
      (_, at) => `${codeOf(at)},投票人${at + 1},1980,${unit.branch},${unit.code},正式,,2010-07-01`,
    );
    writeFileSync(file, [header, ...rows, ''].join('\n'));
    await runMuster(['import', 'members', file, '--as', 'office', '--data', folder, '--commit']);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** The first so many of the roster are logged in: past the product, where a password takes a tenth of a second to be looked at. */
export async function logInAll({ folder }: Instance, count: number): Promise<readonly Session[]> {
  const all = Array.from({ length: count }, (_, at) => ({
    person: codeOf(at),
    account: randomUUID(),
    token: randomBytes(32).toString('base64url'),
    csrf: randomBytes(8).toString('hex'),
  }));
  const database = await connect(folder);
  try {
    await database.query(
      `with given as (
         select p.region_id, p.id, g.account, g.hash, g.csrf
         from unnest($1::text[], $2::uuid[], $3::bytea[], $4::text[]) g (code, account, hash, csrf) join person p on p.code = g.code
       ), made as (
         insert into account (id, person_region_id, person_id, login, password_hash, state, created_at)
         select account, region_id, id, 'v' || account, 'none', 'active', now() from given returning id
       )
       insert into session (token_hash, account_id, csrf, created_at, seen_at, expires_at)
       select hash, account, csrf, now(), now(), now() + interval '1 day' from given join made on made.id = account`,
      [
        all.map(({ person }) => person),
        all.map(({ account }) => account),
        all.map(({ token }) => createHash('sha256').update(token).digest()),
        all.map(({ csrf }) => csrf),
      ],
    );
  } finally {
    await database.end();
  }
  return all.map(({ token, csrf }) => ({ cookie: `muster_session=${token}`, 'x-muster-csrf': csrf }));
}

export interface Announced {
  readonly id: string;
  readonly hash: string;
  readonly manifest: Manifest;
  /** Secrets of its slips, in hexadecimal. */
  readonly slips: readonly string[];
}

/** In a meeting, whose clerk parts the draw from the casting: a poll of windows takes eight hours at least. The greatest poll comes first. */
export async function announce({ office, team, member, unitId }: Hall, from: Date, box: string): Promise<Announced[]> {
  const { polls } = await office.ask<{ polls: readonly { id: string; hash: string }[] }>(`/api/units/${unitId}/polls`, {
    times: { mode: 'meeting', meeting: { from, until: new Date(from.getTime() + 6 * 3_600_000) } },
    questions: ['satisfaction'],
    turnout: { num: 1, den: 2 },
    slips: { for: 'without-account', spare: 10 },
    holders: [
      { role: 'superior-office', personId: await personOf(office) },
      { role: 'supervision-team', personId: await personOf(team) },
      { role: 'mass-representative', personId: await personOf(member) },
    ],
  });
  const { polls: listed } = await team.get<{ polls: readonly { hash: string; campaignId: string }[] }>(
    `/api/units/${unitId}/polls`,
  );
  const all: Announced[] = [];
  for (const { id, hash } of polls) {
    const campaign = listed.find((poll) => poll.hash === hash)?.campaignId ?? '';
    const answer = await fetch(`${box}/board/${campaign}/${hash}/manifest.json`);
    const manifest = (await answer.json()) as Manifest;
    if (Buffer.from(pollOf(manifest).id).toString('hex') !== hash) throw new Error('It is another manifest.');
    const { codes } = await office.ask<{ codes: readonly string[] }>(`/api/polls/${id}/slips`, {});
    const slips = codes.map((code) => Buffer.from(secretOfSlip(code) ?? []).toString('hex'));
    all.push({ id, hash, manifest, slips });
  }
  return all.toSorted((one, other) => other.manifest.electorate.count - one.manifest.electorate.count);
}

const personOf = async (visitor: Visitor): Promise<string> =>
  (await visitor.get<{ person: { id: string } }>('/api/session')).person.id;

/** Two of the three fetch what they hold from the issuer, and bring it. */
export async function bringShares({ office, member }: Hall, { id, hash }: Announced, issuer: string): Promise<void> {
  for (const holder of [office, member]) {
    const { height } = await holder.ask<{ height: string }>(`${issuer}/polls/${hash}/share`, {});
    await holder.ask(`/api/polls/${id}/share`, { height });
  }
}
