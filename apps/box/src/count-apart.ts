import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Manifest, Tally } from '@muster/proof';

export interface CountTask {
  readonly manifest: Manifest;
  readonly ballots: readonly Uint8Array[];
  readonly closingSecret: Uint8Array;
}

export async function countApart(task: CountTask): Promise<Tally> {
  const worker = new Worker(new URL('count.worker.ts', import.meta.url), { workerData: task });
  const [tally] = (await once(worker, 'message')) as [Tally];
  await worker.terminate();
  return tally;
}
