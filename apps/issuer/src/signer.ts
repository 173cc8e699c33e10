import { Worker } from 'node:worker_threads';

export interface SignTask {
  readonly id: number;
  /** Of the file with the key. */
  readonly path: string;
  /** Null: the key is destroyed and is to be forgotten. */
  readonly blinded: Uint8Array | null;
}

export interface SignAnswer {
  readonly id: number;
  /** Null for what is no blinded message of this key. */
  readonly signature: Uint8Array | null;
  readonly failed: boolean;
}

export interface Signer {
  /** Null for what is no blinded message; rejects where the key is gone, or a signature was wrong. */
  sign(path: string, blinded: Uint8Array): Promise<Uint8Array | null>;
  forget(path: string): Promise<void>;
  close(): Promise<void>;
}

export function startSigner(): Signer {
  const worker = new Worker(new URL('sign.worker.ts', import.meta.url));
  const waiting = new Map<
    number,
    { readonly done: (answer: SignAnswer) => void; readonly failed: (error: Error) => void }
  >();
  let next = 0;
  let dead: Error | null = null;
  worker.on('message', (answer: SignAnswer) => {
    waiting.get(answer.id)?.done(answer);
    waiting.delete(answer.id);
  });
  const lose = (error: Error): void => {
    dead = error;
    for (const { failed } of waiting.values()) failed(error);
    waiting.clear();
  };
  worker.on('error', lose);
  worker.on('exit', () => lose(new Error('The thread that signs has ended')));
  const send = (path: string, blinded: Uint8Array | null): Promise<SignAnswer> =>
    new Promise((done, failed) => {
      if (dead !== null) return failed(dead);
      const id = (next += 1);
      waiting.set(id, { done, failed });
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has none
      worker.postMessage({ id, path, blinded } satisfies SignTask);
    });
  return {
    sign: async (path, blinded) => {
      const { signature, failed } = await send(path, blinded);
      if (failed) throw new Error('Nothing was signed');
      return signature;
    },
    forget: async (path) => {
      await send(path, null);
    },
    close: async () => {
      await worker.terminate();
    },
  };
}
