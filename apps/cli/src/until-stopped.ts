import { constants } from 'node:os';
import type { Running } from '@muster/server/serving';
import type { Output } from './output.ts';

const patienceMs = 20_000;
/** For a fast stop of the database, where something else did not end. */
const databasePatienceMs = 20_000;
/** Ctrl-C under npm arrives twice, from the terminal and from npm; only one that comes later is meant as a second one. */
const echoMs = 2_000;
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

type Served = Pick<Running, 'lost' | 'close' | 'letGo'>;

/**
 * Begins to serve, and serves until somebody asks it to stop: what was begun is finished, then the database is let go. Asked while it
 * still begins, it begins nothing more, lets the database go, and ends as a command does that was interrupted. Asked again, it ends at
 * once. So does it, and not as a success, when the database has gone for good.
 */
export async function untilStopped({ say }: Output, begin: (stopping: AbortSignal) => Promise<Served>): Promise<void> {
  let served: Served | null = null;
  const asked = askedToStop(say, async () => served?.letGo());
  const running = await begin(asked.stopping).catch((error: unknown) => {
    if (!asked.isBy(error)) throw error;
    // The handlers of the signals would keep the process alive.
    process.exit(asked.exitCode());
  });
  served = running;
  const lost = await Promise.race([asked.once, running.lost]);
  if (lost !== null) {
    say(`The database has gone and does not start again: ${lost.message}`);
    process.exit(1);
  }
  await running.close();
  process.exit(0);
}

interface Asked {
  readonly stopping: AbortSignal;
  readonly once: Promise<null>;
  /** Whether something ended because of it. */
  readonly isBy: (error: unknown) => boolean;
  /** As shells tell it of a command that a signal ended. */
  readonly exitCode: () => number;
}

function askedToStop(say: Output['say'], letGo: () => Promise<void>): Asked {
  const controller = new AbortController();
  const { promise: once, resolve } = Promise.withResolvers<null>();
  let first: { readonly signal: (typeof signals)[number]; readonly at: number } | null = null;
  const stop = (signal: (typeof signals)[number]) => {
    if (first !== null) {
      if (Date.now() - first.at > echoMs) process.exit(1);
      return;
    }
    first = { signal, at: Date.now() };
    say('Stopping …');
    const hurry = setTimeout(() => {
      say('Something did not end in time; stopping all the same.');
      const end = (): never => process.exit(1);
      setTimeout(end, databasePatienceMs);
      letGo().then(end, end);
    }, patienceMs);
    hurry.unref();
    // What is ended in the middle may fail in several places at once; the database is let go all the same.
    process.on('unhandledRejection', () => undefined);
    controller.abort(new Error('It was asked to stop.'));
    resolve(null);
  };
  for (const signal of signals) process.on(signal, () => stop(signal));
  const { signal: stopping } = controller;
  return {
    stopping,
    once,
    isBy: (error) => stopping.aborted && [error, error instanceof Error ? error.cause : null].includes(stopping.reason),
    exitCode: () => 128 + (first === null ? 0 : constants.signals[first.signal]),
  };
}
