/** Signs blinded keys in a thread of its own, since each takes half a millisecond in which nothing else would be answered. */
import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { blindSign } from './blind-sign.ts';
import type { SignAnswer, SignTask } from './signer.ts';

const mostKeys = 64;
/** The one that was used last stands last. */
const keys = new Map<string, KeyObject>();

function keyAt(path: string): KeyObject {
  const key = keys.get(path) ?? createPrivateKey(readFileSync(path));
  keys.delete(path);
  keys.set(path, key);
  const [oldest] = keys.keys();
  if (keys.size > mostKeys && oldest !== undefined) keys.delete(oldest);
  return key;
}

function done(task: SignTask): SignAnswer {
  if (task.blinded === null) {
    keys.delete(task.path);
    return { id: task.id, signature: null, failed: false };
  }
  try {
    return { id: task.id, signature: blindSign(keyAt(task.path), task.blinded), failed: false };
  } catch {
    // Why is not told: it may be of the key.
    return { id: task.id, signature: null, failed: true };
  }
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin to name
parentPort?.on('message', (task: SignTask) => parentPort?.postMessage(done(task)));
