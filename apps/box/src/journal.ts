import { createHash, randomInt } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { openJournalFile } from './journal-file.ts';

/** Where ballots lie until the poll closes, each in a place of chance: nothing of the file tells which came first. */
export interface Journal {
  readonly ballots: readonly Uint8Array[];
  /** Resolves once the ballot is on the disk; rejects where there is no free place left. */
  add(ballot: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

export interface Places {
  readonly places: number;
  /** Bytes of a ballot. */
  readonly length: number;
}

interface Waiting {
  readonly ballot: Uint8Array;
  readonly place: number;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

const sumLength = 8;

/**
 * Opens the journal, or makes one with all its places free. A place that was being written when the process ended holds no ballot: its sum
 * is wrong, nobody was told that it was kept, and it is free again.
 */
export async function openJournal(path: string, { places, length }: Places): Promise<Journal> {
  const size = sumLength + length;
  const file = await openJournalFile(path, places * size);
  try {
    const content = await file.readFile();
    const ballots: Uint8Array[] = [];
    const free: number[] = [];
    for (let place = 0; place < places; place += 1) {
      const slot = content.subarray(place * size, (place + 1) * size);
      const ballot = slot.subarray(sumLength);
      if (slot.length === size && sumOf(ballot).equals(slot.subarray(0, sumLength))) ballots.push(ballot);
      else free.push(place);
    }
    return writing(file, { ballots, free, size });
  } catch (error) {
    await file.close();
    throw error;
  }
}

function writing(
  file: FileHandle,
  { ballots, free, size }: { readonly ballots: Uint8Array[]; readonly free: number[]; readonly size: number },
): Journal {
  let waiting: Waiting[] = [];
  let writes = Promise.resolve();
  const write = async (): Promise<void> => {
    const now = waiting;
    waiting = [];
    if (now.length === 0) return;
    try {
      for (const { ballot, place } of now)
        await file.write(Buffer.concat([sumOf(ballot), ballot]), 0, size, place * size);
      // Once for all that came meanwhile.
      await file.datasync();
    } catch (error) {
      // What of it is on the disk is known only after the file was read again: nothing is taken until then.
      free.length = 0;
      for (const { failed } of now) failed(error);
      return;
    }
    for (const { ballot, done } of now) {
      ballots.push(ballot);
      done();
    }
  };
  return {
    ballots,
    add: (ballot) =>
      new Promise((done, failed) => {
        waiting.push({ ballot, place: takePlace(free), done, failed });
        writes = writes.then(write);
      }),
    close: async () => {
      await writes;
      await file.close();
    },
  };
}

function takePlace(free: number[]): number {
  if (free.length === 0) throw new Error('The journal has no free place');
  const at = randomInt(free.length);
  const place = free[at] ?? 0;
  const last = free.pop() ?? 0;
  if (at < free.length) free[at] = last;
  return place;
}

function sumOf(ballot: Uint8Array): Buffer {
  return createHash('sha256').update(ballot).digest().subarray(0, sumLength);
}
