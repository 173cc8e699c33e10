import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';

// Node has no flock, and a file holding a process id outlives a killed process and can name a stranger after a reboot.
// SQLite (inside Node) takes kernel locks that vanish with their holder, so an empty SQLite file is our lock.

export interface Lock {
  release(): void;
}

/** Takes the lock kept in `file` at once, or returns undefined when another holder (of this process or any other) is in the way. */
export function tryLock(file: string, kind: 'shared' | 'exclusive'): Lock | undefined {
  const holder = open(file);
  try {
    holder.exec(kind === 'exclusive' ? 'begin exclusive' : 'begin; select count(*) from sqlite_master');
  } catch (fault) {
    holder.close();
    if (isBusy(fault)) return undefined;
    throw fault;
  }
  let held = true;
  return {
    release() {
      if (held) holder.close();
      held = false;
    },
  };
}

/** Waits up to `milliseconds` for the exclusive lock; `purpose` completes the sentence "… is busy". */
export async function waitForLock(file: string, purpose: string, milliseconds = 120_000): Promise<Lock> {
  const deadline = Date.now() + milliseconds;
  for (;;) {
    const lock = tryLock(file, 'exclusive');
    if (lock) return lock;
    if (Date.now() > deadline)
      throw new Error(`${purpose} is busy: another process has held ${file} for ${milliseconds / 1000} s.`);
    await pause(20);
  }
}

function open(file: string): DatabaseSync {
  try {
    return new DatabaseSync(file, { timeout: 0 });
  } catch (cause) {
    throw new Error(`${file} cannot be opened: run Muster as the user who owns this folder.`, { cause });
  }
}

function isBusy(fault: unknown): boolean {
  const SQLITE_BUSY = 5;
  return fault instanceof Error && 'errcode' in fault && fault.errcode === SQLITE_BUSY;
}
