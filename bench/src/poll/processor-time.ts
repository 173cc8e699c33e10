import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { connect } from '../city.ts';

/** Milliseconds that processes worked, by their threads together; whatever else the machine does meanwhile is not in it. */
export interface ProcessorTime {
  readonly issuer: number;
  readonly box: number;
  readonly database: number;
}

interface Running {
  readonly pid: number;
  readonly parent: number;
  readonly own: number;
  readonly ofEnded: number;
}

const tickMs = 1000 / Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/** Of the instance with this data folder. Of PostgreSQL all of it: what it writes down later counts too, and so do connections of others. */
export async function clockOf(folder: string): Promise<() => ProcessorTime> {
  const database = await connect(folder);
  const { rows } = await database.query<{ pid: number }>('select pg_backend_pid() as pid');
  const cluster = running().find(({ pid }) => pid === rows[0]?.pid)?.parent;
  await database.end();
  return () => {
    const all = running();
    const named = (text: string) => all.filter(({ pid }) => commandOf(pid).includes(text));
    const desks = new Set(named(`--data\0${folder}\0`).map(({ pid }) => pid));
    const beside = (name: string) => total(named(`${name}.process.ts`).filter(({ parent }) => desks.has(parent)));
    const ended = all.find(({ pid }) => pid === cluster)?.ofEnded ?? 0;
    return {
      issuer: beside('issuer'),
      box: beside('box'),
      database: ended + total(all.filter(({ pid, parent }) => pid === cluster || parent === cluster)),
    };
  };
}

const total = (all: readonly Running[]): number => all.reduce((sum, { own }) => sum + own, 0);

export function processorTimeOfOne(pid: number): number {
  return running().find((each) => each.pid === pid)?.own ?? 0;
}

export function since(before: ProcessorTime, after: ProcessorTime): ProcessorTime {
  const { issuer, box, database } = after;
  return { issuer: issuer - before.issuer, box: box - before.box, database: database - before.database };
}

function running(): Running[] {
  return readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (statOf(Number(name)) ?? []) : []));
}

/** Fields 4 and 14 to 17 of proc(5); a name in brackets, which may hold anything, stands before them. */
function statOf(pid: number): Running | null {
  const fields = readOf(pid, 'stat').split(') ').at(-1)?.split(' ') ?? [];
  const [, parent, ...rest] = fields.map(Number);
  if (parent === undefined) return null;
  const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = rest.slice(9);
  return { pid, parent, own: (user + system) * tickMs, ofEnded: (endedUser + endedSystem) * tickMs };
}

const commandOf = (pid: number): string => readOf(pid, 'cmdline');

/** Empty where it has ended meanwhile. */
function readOf(pid: number, what: string): string {
  try {
    return readFileSync(`/proc/${pid}/${what}`, 'utf8');
  } catch {
    return '';
  }
}
