import type { Running } from '@muster/server/serving';
import type { Output } from './output.ts';

const patienceMs = 20_000;
/** Ctrl-C under npm arrives twice, from the terminal and from npm; only one that comes later is meant as a second one. */
const echoMs = 2_000;
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Serves until somebody asks it to stop: what was begun is finished, then the database is let go. Asked again, it ends at once.
 * So does it, and not as a success, when the database has gone for good. */
export async function untilStopped(running: Running, { say }: Output): Promise<void> {
  const asked = new Promise<null>((resolve) => {
    let since: number | null = null;
    const stop = () => {
      if (since !== null && Date.now() - since > echoMs) process.exit(1);
      since ??= Date.now();
      resolve(null);
    };
    for (const signal of signals) process.on(signal, stop);
  });
  const lost = await Promise.race([asked, running.lost]);
  if (lost !== null) {
    say(`The database has gone and does not start again: ${lost.message}`);
    process.exit(1);
  }
  say('Stopping …');
  const hurry = setTimeout(() => {
    say('Something did not end in time; stopping all the same.');
    process.exit(1);
  }, patienceMs);
  hurry.unref();
  await running.close();
  clearTimeout(hurry);
  // The handlers of the signals would keep the process alive.
  process.exit(0);
}
