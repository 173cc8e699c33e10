import { createHash } from 'node:crypto';
import pg from 'pg';
import { connectionOf, type City } from '../city.ts';
import { quantile, times, type Figure } from '../figure.ts';
import { callOff, expectedMembers, openSessions, planMeetings, type SigningIn } from './meetings-to-sign.ts';
import { postCode, telephone } from './post-code.ts';

const clients = 64;
/** Sign-ins of each kind in a round; there are so many rounds, one kind after the other, and one before them that is not counted. */
const aRound = 2000;
const rounds = 5;

/** P1: as fast as they can, members sign in over HTTP; and the same statements are sent by a bare loop, each client on a connection of its own. */
export async function signInLimit({ address, database, folder }: City): Promise<Figure[]> {
  const wanted = 2 * (rounds + 1) * aRound;
  const meetings = await planMeetings(address, await expectedMembers(database), wanted);
  const signing = await openSessions(database, meetings, wanted);
  const connectionString = await connectionOf(folder, 'app');
  const bare = await Promise.all(Array.from({ length: clients }, () => connected(connectionString)));
  let refused = 0;
  const overHttp: number[] = [];
  const overPg: number[] = [];
  try {
    for (let round = 0; round < 2 * (rounds + 1); round += 1) {
      const part = signing.slice(round * aRound, (round + 1) * aRound);
      if (round % 2 === 1) {
        const taken = await clock(part, async (place, each) => {
          const client = bare[place];
          if (client !== undefined) await send(client, each);
        });
        overPg.push(taken);
      } else {
        const codes = new Map<string, string>();
        for (const { planId, recorder } of meetings)
          if (part.some((each) => each.planId === planId))
            codes.set(planId, (await recorder.get<{ code: string }>(`/api/plans/${planId}/code`)).code);
        const telephones = Array.from({ length: clients }, (_, place) => telephone(place));
        const taken = await clock(part, async (place, each) => {
          const agent = telephones[place];
          if (agent === undefined) return;
          if ((await postCode(agent, address, each, codes.get(each.planId) ?? '')) !== 200) refused += 1;
        });
        overHttp.push(taken);
        for (const agent of telephones) agent.destroy();
      }
    }
  } finally {
    await Promise.all(bare.map((client) => client.end()));
  }
  const { rows } = await database.query<{ kept: number }>(
    'select count(*)::int as kept from sign_in where planned_id = any ($1)',
    [meetings.map(({ planId }) => planId)],
  );
  const kept = rows[0]?.kept ?? 0;
  await callOff(meetings);
  // The first of each found a server that had not done this yet; of the others the middle one, which no hiccup of the machine is.
  const counted = overHttp.slice(1).map((http, round) => ({ http, bare: overPg[round + 1] ?? http }));
  const middle = (of: (round: (typeof counted)[number]) => number) => quantile(counted.map(of), 0.5);
  const aSecond = (milliseconds: number) => (aRound * 1000) / milliseconds;
  const ratio = middle(({ http, bare: limit }) => limit / http);
  return [
    {
      id: 'P1',
      what: `sign-ins over HTTP, ${clients} clients, as fast as they can: a second`,
      ours: `${aSecond(middle(({ http }) => http)).toFixed(0)}, ${refused} refused, ${kept} of ${wanted} kept`,
      beside: `${aSecond(middle(({ bare: limit }) => limit)).toFixed(0)} by a bare loop of the same statements (${times(ratio)})`,
      wanted: 'at least 0.5 ×, none refused or lost',
      holds: ratio >= 0.5 && refused === 0 && kept === wanted,
    },
  ];
}

async function connected(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  return client;
}

/** Milliseconds until all are through, each client taking the next one when it is free. */
async function clock(
  part: readonly SigningIn[],
  act: (place: number, each: SigningIn) => Promise<unknown>,
): Promise<number> {
  const queue = part.values();
  const start = performance.now();
  const client = async (place: number): Promise<void> => {
    for (const each of queue) await act(place, each);
  };
  await Promise.all(Array.from({ length: clients }, (_, place) => client(place)));
  return performance.now() - start;
}

interface Expected {
  readonly region_id: number;
  readonly branch_id: string;
  readonly path: string;
  readonly party_path: string;
}

/** What the server sends for one sign-in, in the same order. */
async function send(client: pg.Client, { planId, personId, cookie }: SigningIn): Promise<void> {
  const at = new Date();
  const token = createHash('sha256')
    .update(cookie.slice(cookie.indexOf('=') + 1))
    .digest();
  await client.query('select * from access_session($1, $2)', [token, at]);
  await client.query('start transaction read write');
  await client.query('select muster_scope($1::text[], $2::uuid, $3::text[]), pg_advisory_xact_lock_shared(4870002)', [
    [],
    personId,
    [],
  ]);
  const { rows } = await client.query<Expected>('select * from study_signing_in($1::uuid)', [planId]);
  const [row] = rows;
  if (row === undefined) throw new Error('Nobody is expected there.');
  await client.query(
    `insert into sign_in (region_id, planned_id, person_id, branch_id, signed_at, recorded_at, path, party_path)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (region_id, planned_id, person_id) do nothing`,
    [row.region_id, planId, personId, row.branch_id, at, at, row.path, row.party_path],
  );
  await client.query('commit');
}
