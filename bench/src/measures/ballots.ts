import { constants, generateKeyPairSync, privateDecrypt, randomBytes } from 'node:crypto';
import type { Figure } from '../figure.ts';
import { holdPoll, type HeldPoll } from '../poll/hold-poll.ts';
import { naiveVotes } from '../poll/naive.ts';

const wanted = { aSecond: 500, ofRsa: 0.2 };

/**
 * P7: a vote of so many, held from the roster to the recount. Of its draw and its casting alone the processor time counts that issuer and box
 * worked, by all their threads: what one core could do that did nothing else. The voters' half is worked out before either begins.
 */
export async function ballots(voters: number, say: (line: string) => void): Promise<Figure[]> {
  const before = rsaASecond();
  const { instance, draw, cast } = await holdPoll(voters, say);
  try {
    const rsa = (before + rsaASecond()) / 2;
    say('The naive endpoint');
    const naive = await naiveVotes(instance.folder, voters);
    const { own, database } = workOf({ draw, cast });
    const aSecond = (msEach: number): number => 1000 / msEach;
    const [ours, endpoint] = [aSecond(own), naive.endpoint / voters];
    const [drawn, thrown] = [draw, cast].map(({ ms, count }) => aSecond(ms / count).toFixed(0));
    const byClock = `by the clock, with the senders on the same cores, ${drawn} drawn and ${thrown} cast`;
    return [
      {
        id: 'P7',
        what: `issue of ballots with roster look-up, and cast, ${voters} over HTTP on one core: a second`,
        ours: `${ours.toFixed(0)} by the time that issuer and box worked (${aSecond(own + database).toFixed(0)} with that of PostgreSQL; ${byClock})`,
        beside: `${rsa.toFixed(0)} raw RSA private operations (${((100 * ours) / rsa).toFixed(1)} %); ${aSecond(endpoint).toFixed(0)} by a naive endpoint (${aSecond(endpoint + naive.database / voters).toFixed(0)} with PostgreSQL)`,
        wanted: `at least ${wanted.aSecond}, and ${100 * wanted.ofRsa} % of the raw operations`,
        holds: ours >= wanted.aSecond && ours >= wanted.ofRsa * rsa,
      },
    ];
  } finally {
    await instance.stop();
  }
}

/** Milliseconds for one voter. */
function workOf({ draw, cast }: Pick<HeldPoll, 'draw' | 'cast'>): { readonly own: number; readonly database: number } {
  const both = [draw, cast].map(({ count, worked: { issuer, box, database } }) => ({
    own: (issuer + box) / count,
    database: database / count,
  }));
  return {
    own: both.reduce((sum, { own }) => sum + own, 0),
    database: both.reduce((sum, { database }) => sum + database, 0),
  };
}

const operations = 2000;

/** A bare loop over the private operation, with a key of the same length. */
function rsaASecond(): number {
  const { privateKey: key } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const messages = Array.from({ length: operations }, () => Buffer.concat([Buffer.alloc(1), randomBytes(255)]));
  const before = process.cpuUsage();
  for (const message of messages) privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, message);
  const { user, system } = process.cpuUsage(before);
  return (operations * 1e6) / (user + system);
}
