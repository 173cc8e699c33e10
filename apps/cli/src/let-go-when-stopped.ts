import { constants } from 'node:os';
import type { Installation } from '@muster/server/operations';
import type { Output } from './output.ts';

/**
 * What a command works on. Interrupted, it lets the database go and ends as a command does that was interrupted; what it had half done
 * is gone as a whole. Under npm a Ctrl-C arrives twice.
 */
export function letGoWhenStopped({ say }: Output, reaching: Promise<Installation>): Promise<Installation> {
  let isStopping = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (isStopping) return;
      isStopping = true;
      say('Stopping …');
      const end = () => process.exit(128 + constants.signals[signal]);
      // What is ended in the middle may fail in several places at once.
      process.on('unhandledRejection', () => undefined);
      setTimeout(end, 20_000);
      reaching.then(({ cluster }) => cluster.stop()).then(end, end);
    });
  return reaching;
}
