import { createHash, randomBytes } from 'node:crypto';
import type pg from 'pg';
import { logIn, type Visitor } from '../visitor.ts';

/** A branch of which a stage of study is open, with whoever records for it. */
export interface Branch {
  readonly id: string;
  readonly committee: string;
  readonly members: readonly { readonly id: string; readonly regionId: number; readonly unitId: string }[];
}

export interface Meeting {
  readonly planId: string;
  readonly recorder: Visitor;
  readonly branches: readonly Branch[];
}

export interface SigningIn {
  readonly planId: string;
  readonly personId: string;
  readonly unitId: string;
  readonly cookie: string;
  readonly csrf: string;
}

/** Branches that meet together, at most: a plan takes its host and 200. */
const together = 150;
const password = 'muster-demo';

/** By branch, beneath the committees of the counties. */
export async function expectedMembers(database: pg.Client): Promise<readonly Branch[]> {
  const { rows } = await database.query<Branch>(
    `select b.id, k.code as committee,
       json_agg(json_build_object('id', m.person_id, 'regionId', m.region_id, 'unitId', m.unit_id) order by m.person_id) as members
     from membership m
     join organisation b on b.region_id = m.region_id and b.id = m.branch_id
     join organisation k on k.region_id = b.region_id and k.kind = 'committee' and k.code ~ '^K[0-9]{6}$' and b.path <@ k.path
     where m.to_on is null and m.standing <> 'applicant' and exists (
       select from participation p join participation_stage s
         on s.region_id = p.region_id and s.participation_id = p.id and s.stage_code = 'study' and s.opened_at is not null and s.closed_at is null
       where p.region_id = m.region_id and p.unit_id = m.unit_id and p.ended_at is null)
     group by 1, 2 order by k.code, b.id`,
  );
  return rows;
}

/** As many as give so many people something to sign in to, each at one of them; each begins in some minutes, so that its doors are open. */
export async function planMeetings(address: string, branches: readonly Branch[], wanted: number): Promise<Meeting[]> {
  const meetings: Meeting[] = [];
  const startsAt = new Date(Math.ceil(Date.now() / 60_000) * 60_000 + 15 * 60_000);
  const endsAt = new Date(startsAt.getTime() + 2 * 3_600_000);
  const body = { kind: 'collective-study', topic: 'Bench', startsAt, endsAt };
  let expected = 0;
  for (const [committee, own] of Map.groupBy(branches, (branch) => branch.committee)) {
    if (expected >= wanted) break;
    const recorder = await logIn(address, `records-${committee.toLowerCase()}`, password);
    for (let first = 0; first < own.length && expected < wanted; first += together) {
      const meeting = own.slice(first, first + together);
      const [host, ...withBranches] = meeting.map(({ id }) => id);
      const planId = await recorder.make(`/api/branches/${host}/plans`, { ...body, another: true, withBranches });
      meetings.push({ planId, recorder, branches: meeting });
      expected += meeting.reduce((sum, { members }) => sum + members.length, 0);
    }
  }
  if (expected < wanted) throw new Error(`${wanted} are to sign in, and only ${expected} are expected anywhere.`);
  return meetings;
}

/** Nobody is expected there any more, so that the next measure can expect them: one is signed in at one activity at a time. */
export async function callOff(meetings: readonly Meeting[]): Promise<void> {
  // oxlint-disable-next-line no-await-in-loop -- a handful
  for (const { planId, recorder } of meetings)
    await recorder.send('POST', `/api/plans/${planId}/call-off`, { reason: 'Bench' });
}

/** Whoever is expected has a session, past the pages where one logs in: what is measured is what comes after. */
export async function openSessions(
  database: pg.Client,
  meetings: readonly Meeting[],
  wanted: number,
): Promise<SigningIn[]> {
  const people = new Map(
    meetings.flatMap(({ branches }) => branches.flatMap(({ members }) => members)).map((each) => [each.id, each]),
  );
  const words = [...people.values()].map(({ id, regionId }) => ({
    id,
    regionId,
    token: randomBytes(32).toString('base64url'),
    csrf: randomBytes(32).toString('base64url'),
  }));
  await database.query(
    `with who as (
       select * from json_to_recordset($1::json) as w (id uuid, "regionId" int, hash text, csrf text)
     ), made as (
       insert into account (id, person_region_id, person_id, login, password_hash, state, created_at)
       select gen_random_uuid(), "regionId", id, 'bench-' || id, (select password_hash from account where login = 'member'), 'active', now() from who
       where not exists (select from account a where a.person_id = who.id)
       returning id, person_id
     ), all_of_them as (select id, person_id from made union all select id, person_id from account)
     insert into session (token_hash, account_id, csrf, created_at, seen_at, expires_at)
     select decode(w.hash, 'hex'), a.id, w.csrf, now(), now(), now() + interval '2 hours'
     from who w join all_of_them a on a.person_id = w.id`,
    [
      JSON.stringify(
        words.map(({ token, ...word }) => ({ ...word, hash: createHash('sha256').update(token).digest('hex') })),
      ),
    ],
  );
  const sessions = new Map(words.map(({ id, token, csrf }) => [id, { cookie: `muster_session=${token}`, csrf }]));
  const signing = meetings.flatMap(({ planId, branches }) =>
    branches.flatMap(({ members }) =>
      members.flatMap(({ id, unitId }) => {
        const session = sessions.get(id);
        return session === undefined ? [] : [{ planId, personId: id, unitId, ...session }];
      }),
    ),
  );
  return signing.slice(0, wanted);
}
