import { execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { makeClient, Refused, type Client } from '@muster/client';
import { logIn } from '@muster/contract/access';
import { announcePoll } from '@muster/contract/ballot';
import { demoPassword } from '../operations/demo/demo-password.ts';
import { cast as castNamelessly, type Phone, type Said } from '../operations/votes/voters.ts';

export { draw, fetchPoll, newPhone, share, type Said } from '../operations/votes/voters.ts';

/** Somebody of the demo who has logged in. */
export interface Known {
  readonly client: Client;
  readonly cookie: string;
  readonly csrf: string;
  readonly personId: string;
  /** Units in which a verb is held. */
  readonly unitsWith: (verb: string) => readonly { readonly id: string; readonly name: string }[];
}

export async function signIn(address: string, login: string): Promise<Known> {
  let cookie = '';
  const noting: typeof fetch = async (input, init) => {
    const answer = await fetch(input, init);
    cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    return answer;
  };
  const me = await makeClient({ baseUrl: address, fetch: noting }).call(logIn, {
    body: { login, password: demoPassword },
  });
  return {
    client: makeClient({ baseUrl: address, csrf: () => me.csrf, headers: () => ({ cookie }) }),
    cookie,
    csrf: me.csrf,
    personId: me.person.id,
    unitsWith: (verb) =>
      me.grants.flatMap((grant) =>
        grant.verb === verb && grant.organisationKind === 'unit'
          ? [{ id: grant.organisationId, name: grant.organisationName }]
          : [],
      ),
  };
}

/** Who runs a poll: whoever may announce it, whoever leads it, and the third of those who hold the closing key. */
export type People = Readonly<Record<'team' | 'office' | 'member', Known>>;

export async function signInAll(address: string): Promise<People> {
  return {
    team: await signIn(address, 'team'),
    office: await signIn(address, 'office'),
    member: await signIn(address, 'member'),
  };
}

/** What announces a meeting of so many minutes, with two spare slips. */
export function meetingOf(
  { team, office, member }: People,
  from: Date,
  {
    minutes = 30,
    slips = 'everybody',
  }: { readonly minutes?: number; readonly slips?: 'everybody' | 'without-account' } = {},
) {
  const until = new Date(from.getTime() + minutes * 60_000);
  return {
    times: { mode: 'meeting' as const, meeting: { from: from.toISOString(), until: until.toISOString() } },
    questions: ['satisfaction'],
    turnout: { num: 1, den: 2 },
    slips: { for: slips, spare: 2 },
    holders: [
      { role: 'superior-office' as const, personId: office.personId },
      { role: 'supervision-team' as const, personId: team.personId },
      { role: 'mass-representative' as const, personId: member.personId },
    ],
  };
}

interface MeetingWish {
  readonly inMs?: number;
  /** The unit; otherwise whichever may vote. */
  readonly at?: string;
  readonly slips?: 'everybody' | 'without-account';
}

interface Meeting {
  readonly unit: { readonly id: string; readonly name: string };
  readonly polls: readonly { readonly id: string; readonly hash: string }[];
}

/** A meeting that begins at once, at the first unit of the team that may vote now. */
export async function announced(
  people: People,
  { inMs = 1500, at, slips = 'everybody' }: MeetingWish = {},
): Promise<Meeting> {
  const refused: string[] = [];
  for (const unit of people.team.unitsWith('confirm-assessment').filter(({ id }) => at === undefined || id === at)) {
    const from = new Date(Date.now() + inMs);
    try {
      const { polls } = await people.office.client.call(announcePoll, {
        params: { unitId: unit.id },
        body: meetingOf(people, from, { slips }),
      });
      if (inMs < 10_000) await pause(Math.max(0, from.getTime() - Date.now()) + 50);
      return { unit, polls };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      refused.push(`${unit.name}: ${error.problem.code}`);
    }
  }
  throw new Error(refused.join('\n'));
}

/** Without a name; the browser sends the desk's cookie all the same. */
export const cast = (box: string, phone: Phone, drawn: Said, answer: number): Promise<Said> =>
  castNamelessly(box, phone, String(drawn.body['signature']), answer, { cookie: 'muster_session=of-the-desk' });

/** The issuer or the box of one instance is killed, and comes back by itself. */
export async function killBeside(name: 'issuer' | 'box', folder: string, address: string): Promise<void> {
  killOnly(name, folder);
  await pause(200);
  await answersAgain(name, address);
}

export function killOnly(name: 'issuer' | 'box', folder: string): void {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  const running = lines.map((line) => /^\s*(\d+)\s+(\d+) (.*)$/.exec(line) ?? []);
  const parent = running.find(([, , , args]) => args?.includes(`--data ${folder}`))?.[1];
  const child = running.find(([, , of, args]) => of === parent && args?.includes(`${name}.process.ts`))?.[1];
  if (child === undefined) throw new Error(`no ${name} runs`);
  process.kill(Number(child), 'SIGKILL');
}

export async function answersAgain(name: 'issuer' | 'box', address: string): Promise<void> {
  const deadline = Date.now() + 20_000;
  while ((await fetch(`${address}/health`).catch(() => null))?.status !== 200) {
    if (Date.now() > deadline) throw new Error(`the ${name} does not come back`);
    await pause(50);
  }
}

/** `muster recount`, as anybody runs it. */
export const recounted = (board: string): Promise<Ran> => muster(['recount', board, '--json']);

interface Ran {
  readonly code: number | null;
  readonly told: string;
}

/** A command beside the instance that is served. */
export async function muster(args: readonly string[]): Promise<Ran> {
  const program = join(import.meta.dirname, '../../../cli/bin/muster.mjs');
  const env = { ...process.env, NODE_TEST_CONTEXT: undefined };
  const child = spawn(process.execPath, [program, ...args], { env, stdio: 'pipe' });
  let told = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (told += text.toString()));
  const code = await new Promise<number | null>((done) => child.once('close', done));
  return { code, told };
}
