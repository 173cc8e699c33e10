import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Manifest } from '@muster/proof';
import type { PhonesGiven, PhonesTold, Signed } from './phones.worker.ts';

/** All phones of a poll, on every core: nothing of what they work out by themselves falls into what is measured. */
export interface Phones {
  /** A blinded key for each. */
  readonly make: (done: (all: number) => void) => Promise<readonly string[]>;
  readonly seal: (signed: Signed, done: (all: number) => void) => Promise<readonly Uint8Array[]>;
  readonly close: () => Promise<void>;
}

export function phonesOf(manifest: Manifest, count: number): Phones {
  const threads = Math.min(availableParallelism(), count);
  const shares = Array.from({ length: threads }, (_, at) => ({
    from: Math.floor((count * at) / threads),
    until: Math.floor((count * (at + 1)) / threads),
  }));
  const workers: Worker[] = [];
  const all = async <Told>(
    ask: (at: number) => void,
    pick: (told: PhonesTold) => readonly Told[] | null,
    done: (all: number) => void,
  ) => {
    const through = shares.map(() => 0);
    const parts = shares.map((_, at) => {
      const { promise, resolve, reject } = Promise.withResolvers<readonly Told[]>();
      ask(at);
      workers[at]
        ?.removeAllListeners()
        .on('error', reject)
        .on('message', (told: PhonesTold) => {
          if ('done' in told) done(through.with(at, (through[at] = told.done)).reduce((sum, each) => sum + each, 0));
          const picked = pick(told);
          if (picked !== null) resolve(picked);
        });
      return promise;
    });
    return (await Promise.all(parts)).flat();
  };
  return {
    make: (done) =>
      all(
        (at) => {
          const share = shares[at] ?? { from: 0, until: 0 };
          const given: PhonesGiven = { manifest, count: share.until - share.from };
          workers[at] = new Worker(new URL('phones.worker.ts', import.meta.url), { workerData: given });
        },
        (told) => ('blinded' in told ? told.blinded : null),
        done,
      ),
    seal: ({ signatures, answers }, done) =>
      all(
        (at) => {
          const { from, until } = shares[at] ?? { from: 0, until: 0 };
          const signed: Signed = { signatures: signatures.slice(from, until), answers: answers.slice(from, until) };
          // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has none
          workers[at]?.postMessage(signed);
        },
        (told) => ('ballots' in told ? told.ballots : null),
        done,
      ),
    close: async () => {
      for (const worker of workers) await worker.terminate();
    },
  };
}
