import { x25519 } from '@noble/curves/ed25519.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from '../canonical-json.ts';
import { leafHash, treeRoot } from '../merkle-tree.ts';
import { faultOf, type BallotFault } from './ballot.ts';
import { headMessage, isHeadSigned, issuedMessage } from './head.ts';
import { pollOf, type Manifest, type Poll } from './manifest.ts';
import { tallyOf, type Tally } from './tally.ts';

/** What is published when a poll has closed, beside its manifest and its ballots. Byte strings are in hexadecimal. */
export type Close = {
  readonly format: 'muster-close-1';
  readonly manifest: string;
  readonly issued: number;
  readonly cast: number;
  readonly root: string;
  /** Null where too few were cast: nothing was opened. */
  readonly opened: { readonly closingSecret: string; readonly tally: Tally } | null;
  readonly signatures: { readonly issued: string; readonly head: string };
};

/** A closed poll as anyone can fetch it. */
export interface Board {
  readonly manifest: Manifest;
  /** In the order of their leaf hashes. */
  readonly ballots: readonly Uint8Array[];
  readonly close: Close;
}

export type BoardFault =
  | { readonly code: BallotFault | 'ballot-order' | 'ballot-key-twice'; readonly at: number }
  | {
      readonly code:
        | 'another-manifest'
        | 'cast-differs'
        | 'root-differs'
        | 'head-signature'
        | 'issued-signature'
        | 'more-cast-than-issued'
        | 'more-issued-than-eligible'
        | 'opened-though-too-few'
        | 'not-opened'
        | 'closing-secret'
        | 'tally-differs';
      readonly at: null;
    };

/** Ballots as they are published: by their leaf hashes, so that nothing tells when they came. */
export function inOrder(ballots: readonly Uint8Array[]): readonly Uint8Array[] {
  const hashed = ballots.map((ballot) => ({ ballot, hash: bytesToHex(leafHash(ballot)) }));
  return hashed.toSorted((one, other) => (one.hash < other.hash ? -1 : 1)).map(({ ballot }) => ballot);
}

/** All that does not hold of a board, each with the ballot (from 0) that it is about; empty where the board holds. `tell` hears how many ballots are through. */
export function faultsOf(
  { manifest, ballots, close }: Board,
  tell: (done: number) => void = () => undefined,
): readonly BoardFault[] {
  const poll = pollOf(manifest);
  const { id } = poll;
  const general = (code: Extract<BoardFault, { at: null }>['code'], holds: boolean): BoardFault[] =>
    holds ? [] : [{ code, at: null }];
  const leaves = ballots.map(leafHash);
  const root = treeRoot(leaves);
  const { keys, electorate, fewestCast } = manifest;
  const isFew = close.cast < fewestCast;
  return [
    ...general('another-manifest', close.manifest === bytesToHex(id)),
    ...ballots.flatMap((ballot, at): BoardFault[] => {
      const code = faultOf(poll, ballot);
      tell(at + 1);
      return code === null ? [] : [{ code, at }];
    }),
    ...misplaced(leaves),
    ...usedTwice(ballots),
    ...general('cast-differs', close.cast === ballots.length),
    ...general('root-differs', close.root === bytesToHex(root)),
    ...general(
      'head-signature',
      isHeadSigned(keys.box, headMessage(id, close.cast, hexToBytes(close.root)), close.signatures.head),
    ),
    ...general('issued-signature', isHeadSigned(keys.issued, issuedMessage(id, close.issued), close.signatures.issued)),
    ...general('more-cast-than-issued', close.cast <= close.issued),
    ...general('more-issued-than-eligible', close.issued <= electorate.count),
    ...general('opened-though-too-few', !isFew || close.opened === null),
    ...general('not-opened', isFew || close.opened !== null),
    ...(close.opened === null ? [] : openedFaults(poll, ballots, close.opened, general)),
  ];
}

function openedFaults(
  poll: Poll,
  ballots: readonly Uint8Array[],
  { closingSecret, tally }: NonNullable<Close['opened']>,
  general: (code: 'closing-secret' | 'tally-differs', holds: boolean) => BoardFault[],
): BoardFault[] {
  const secret = hexToBytes(closingSecret);
  if (bytesToHex(x25519.getPublicKey(secret)) !== poll.manifest.keys.closing) return general('closing-secret', false);
  return general('tally-differs', canonicalJson(tallyOf(poll, ballots, secret)) === canonicalJson(tally));
}

function misplaced(leaves: readonly Uint8Array[]): BoardFault[] {
  const names = leaves.map(bytesToHex);
  return names.flatMap((name, at) => (at > 0 && (names[at - 1] ?? '') >= name ? [{ code: 'ballot-order', at }] : []));
}

function usedTwice(ballots: readonly Uint8Array[]): BoardFault[] {
  const seen = new Set<string>();
  return ballots.flatMap((ballot, at) => {
    const key = bytesToHex(ballot.subarray(0, 32));
    if (seen.has(key)) return [{ code: 'ballot-key-twice' as const, at }];
    seen.add(key);
    return [];
  });
}
