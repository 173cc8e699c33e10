import type { Running } from '@muster/server/operations';
import type { Output } from './output.ts';

const patienceMs = 20_000;

/** Serves until somebody asks it to stop: what was begun is finished, then the database is let go. A second signal ends it at once. */
export async function untilStopped(running: Running, { say }: Output): Promise<void> {
  await new Promise<void>((resolve) => {
    const stop = () => {
      for (const signal of signals) process.off(signal, stop);
      resolve();
    };
    for (const signal of signals) process.on(signal, stop);
  });
  say('Stopping …');
  const hurry = setTimeout(() => {
    say('Something did not end in time; stopping all the same.');
    process.exit(1);
  }, patienceMs);
  hurry.unref();
  await running.close();
  clearTimeout(hurry);
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
