import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { open, type Opener } from '../hpke.ts';
import { isSigned, prepare, prefixLength, sizeOf } from '../rsa/blind-rsa.ts';
import type { Poll } from './manifest.ts';
import { isPlainPoint, isSignedPlainly } from './plain-point.ts';

/** A ballot apart; all of its lengths are fixed, so that one looks like another. */
export interface Ballot {
  /** The key that stands for somebody who may vote, and is known to nobody as theirs. */
  readonly key: Uint8Array;
  readonly prefix: Uint8Array;
  /** The issuer's signature on the key, unblinded. */
  readonly token: Uint8Array;
  /** The choices, sealed to the closing key. */
  readonly sealed: Uint8Array;
  /** The key's, on all that stands before it. */
  readonly signature: Uint8Array;
}

export type BallotFault = 'ballot-length' | 'ballot-key' | 'ballot-token' | 'ballot-signature';

/** One byte a question, 0 where nothing was chosen. */
export const choicesLength = 16;
const keyLength = 32;
const signatureLength = 64;
const sealedLength = choicesLength + 48;

const tags = {
  key: utf8ToBytes('muster:ballot-key:1\0'),
  ballot: utf8ToBytes('muster:ballot:1\0'),
  choice: utf8ToBytes('muster:choice:1\0'),
};

/** What the issuer signs without seeing it. */
export function keyMessage(id: Uint8Array, key: Uint8Array): Uint8Array {
  return concatBytes(tags.key, id, key);
}

/** What a choice is sealed for: this poll, and this key. */
export function choiceSealing(
  id: Uint8Array,
  key: Uint8Array,
): { readonly info: Uint8Array; readonly with: Uint8Array } {
  return { info: concatBytes(tags.choice, id), with: key };
}

/** What the ballot's key signs. */
export function ballotMessage(id: Uint8Array, { key, prefix, token, sealed }: Omit<Ballot, 'signature'>): Uint8Array {
  return concatBytes(tags.ballot, id, key, prefix, token, sealed);
}

/** Bytes of a ballot of this poll. */
export function ballotLength({ issuer }: Pick<Poll, 'issuer'>): number {
  return keyLength + prefixLength + sizeOf(issuer) + sealedLength + signatureLength;
}

export function encodeBallot({ key, prefix, token, sealed, signature }: Ballot): Uint8Array {
  return concatBytes(key, prefix, token, sealed, signature);
}

/** Null where it is no ballot by its length. */
export function decodeBallot({ issuer }: Pick<Poll, 'issuer'>, bytes: Uint8Array): Ballot | null {
  if (bytes.length !== ballotLength({ issuer })) return null;
  let from = 0;
  const next = (length: number) => bytes.slice(from, (from += length));
  return {
    key: next(keyLength),
    prefix: next(prefixLength),
    token: next(sizeOf(issuer)),
    sealed: next(sealedLength),
    signature: next(signatureLength),
  };
}

/** Why it is no ballot of this poll; null where it is one. What is chosen in it is known only after the closing. */
export function faultOf({ id, issuer }: Poll, bytes: Uint8Array): BallotFault | null {
  const ballot = decodeBallot({ issuer }, bytes);
  if (ballot === null) return 'ballot-length';
  const prepared = prepare(keyMessage(id, ballot.key), ballot.prefix);
  if (!isSigned(issuer, prepared, ballot.token)) return 'ballot-token';
  if (!isPlainPoint(ballot.key)) return 'ballot-key';
  return isSignedPlainly(ballot.key, ballotMessage(id, ballot), ballot.signature) ? null : 'ballot-signature';
}

/** The answers, one a question, 0 where nothing was chosen; null where what was sealed is no such thing, and the ballot is void. */
export function openBallot(
  { id, manifest: { questions } }: Poll,
  closing: Uint8Array | Opener,
  { key, sealed }: Pick<Ballot, 'key' | 'sealed'>,
): readonly number[] | null {
  const choices = open(closing, sealed, choiceSealing(id, key));
  if (choices?.length !== choicesLength) return null;
  const isFit = choices.every((choice, at) => choice <= (questions[at]?.answers ?? 0));
  return isFit ? [...choices.subarray(0, questions.length)] : null;
}
