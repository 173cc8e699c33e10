/** The phones of many voters in one thread: what each of them works out by itself, before it asks and before it casts. */
import { randomBytes } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { pollOf, voterOf, type Manifest, type Voter } from '@muster/proof';

export interface PhonesGiven {
  readonly manifest: Manifest;
  readonly count: number;
}

/** Of each phone: a signature, and what its owner answers. */
export interface Signed {
  readonly signatures: readonly string[];
  readonly answers: readonly number[];
}

export type PhonesTold =
  | { readonly done: number }
  | { readonly blinded: readonly string[] }
  | { readonly ballots: readonly Uint8Array[] };

const { manifest, count } = workerData as PhonesGiven;
const poll = pollOf(manifest);
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has none
const tell = (told: PhonesTold): void => parentPort?.postMessage(told);

const phones: Voter[] = [];
for (let at = 0; at < count; at += 1) {
  phones.push(voterOf(poll, randomBytes(16)));
  if (at % 100 === 99) tell({ done: at + 1 });
}
tell({ blinded: phones.map(({ blinded }) => Buffer.from(blinded).toString('hex')) });

parentPort?.once('message', ({ signatures, answers }: Signed) => {
  const ballots = phones.map((phone, at) => {
    if (at % 100 === 99) tell({ done: at + 1 });
    const ballot = phone.ballot(Buffer.from(signatures[at] ?? '', 'hex'), [answers[at] ?? 0]);
    if (ballot === null) throw new Error('The issuer signed something else.');
    return ballot;
  });
  tell({ ballots });
});
