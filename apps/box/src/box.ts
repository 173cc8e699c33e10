import { hash, sign } from 'node:crypto';
import {
  ballotLength,
  headMessage,
  inOrder,
  leafHash,
  receiptMessage,
  treeRoot,
  type BallotFault,
  type Poll,
} from '@muster/proof';
import { checkFor } from './check-ballot.ts';
import { ed25519Key } from './key-of-secret.ts';
import { openJournal } from './journal.ts';

/** That the box keeps a ballot. It holds no time, and is the same however often it is asked for. Byte strings are in hexadecimal. */
export interface Receipt {
  readonly manifest: string;
  readonly leaf: string;
  readonly signature: string;
}

export type CastRefusal = BallotFault | 'key-used-already' | 'not-casting';

/** What is published when a box is closed. */
export interface Emptied {
  /** In the order of their leaf hashes. */
  readonly ballots: readonly Uint8Array[];
  readonly root: string;
  readonly signature: string;
}

/** The box of one poll. It knows ballots, and of nobody whose they are. */
export interface Box {
  cast(ballot: Uint8Array): Promise<Receipt | CastRefusal>;
  /** How many it keeps or is about to. */
  held(): number;
  /** Takes nothing any more, and says what it holds; asked again, it says the same. */
  empty(): Promise<Emptied>;
  close(): Promise<void>;
}

export interface BoxPlace {
  readonly journal: string;
  /** Ed25519, 32 bytes; its public half is in the manifest. */
  readonly secretKey: Uint8Array;
  /** Whether ballots are taken now. */
  readonly isCasting: () => boolean;
}

/** Opens a box with what its journal holds. */
export async function openBox(poll: Poll, { journal: path, secretKey, isCasting }: BoxPlace): Promise<Box> {
  const places = poll.manifest.electorate.count;
  const journal = await openJournal(path, { places, length: ballotLength(poll) });
  const key = ed25519Key(secretKey);
  const check = checkFor(poll);
  const id = Buffer.from(poll.id).toString('hex');
  // By the key of a ballot: its leaf, and when it is on the disk.
  const kept = new Map(
    journal.ballots.map((ballot) => [keyOf(ballot), { leaf: hex(leafHash(ballot)), onDisk: Promise.resolve() }]),
  );
  const receiptOf = (leaf: string): Receipt => {
    const signature = hex(sign(null, receiptMessage(poll.id, Buffer.from(leaf, 'hex')), key));
    return { manifest: id, leaf, signature };
  };
  let emptied: Promise<Emptied> | null = null;
  return {
    cast: async (ballot) => {
      const fault = check(ballot);
      if (fault !== null) return fault;
      const leaf = leafOf(ballot);
      const before = kept.get(keyOf(ballot));
      if (before !== undefined && before.leaf !== leaf) return 'key-used-already';
      if (before === undefined) {
        if (emptied !== null || !isCasting()) return 'not-casting';
        kept.set(keyOf(ballot), { leaf, onDisk: journal.add(ballot) });
      }
      await kept.get(keyOf(ballot))?.onDisk;
      return receiptOf(leaf);
    },
    held: () => kept.size,
    empty: () =>
      (emptied ??= Promise.allSettled([...kept.values()].map(({ onDisk }) => onDisk)).then(() => {
        const ballots = inOrder(journal.ballots);
        const root = treeRoot(ballots.map(leafHash));
        const signature = hex(sign(null, headMessage(poll.id, ballots.length, root), key));
        return { ballots, root: hex(root), signature };
      })),
    close: () => journal.close(),
  };
}

/** As `leafHash` of the proofs, by Node's own crypto. */
function leafOf(ballot: Uint8Array): string {
  return hash('sha256', Buffer.concat([leafMark, ballot]));
}

const leafMark = Buffer.of(0);

function keyOf(ballot: Uint8Array): string {
  return hex(ballot.subarray(0, 32));
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
