import { ed25519 } from '@noble/curves/ed25519.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { seal } from '../hpke.ts';
import { blind, finalise, prefixLength, prepare, saltLength } from '../rsa/blind-rsa.ts';
import { ballotMessage, choiceSealing, choicesLength, encodeBallot, keyMessage } from './ballot.ts';
import type { Poll } from './manifest.ts';

/** Somebody who votes in one poll. All of it follows from the seed, so that whoever asks again asks the same. */
export interface Voter {
  /** For the issuer, who learns nothing of it. */
  readonly blinded: Uint8Array;
  /** The ballot with these answers (one a question, 0 for none); null where the issuer did not sign what it was sent. */
  readonly ballot: (blindSignature: Uint8Array, answers: readonly number[]) => Uint8Array | null;
}

/** `seed` has 16 bytes of chance and never leaves the device; another poll makes others of it. Throws on a seed of another length. */
export function voterOf(poll: Poll, seed: Uint8Array): Voter {
  if (seed.length !== 16) throw new RangeError('a seed has 16 bytes');
  const { id, issuer, manifest } = poll;
  const drawn = (what: string, length: number): Uint8Array =>
    hkdf(sha256, seed, id, utf8ToBytes(`muster:voter:1 ${what}`), length);
  const secretKey = drawn('key', 32);
  const key = ed25519.getPublicKey(secretKey);
  const prefix = drawn('prefix', prefixLength);
  const prepared = prepare(keyMessage(id, key), prefix);
  let tries = 0;
  const factor = (length: number): Uint8Array => drawn(`factor ${(tries += 1)}`, length);
  const { message, inverse } = blind(issuer, prepared, { salt: drawn('salt', saltLength), factor });
  return {
    blinded: message,
    ballot: (blindSignature, answers) => {
      const token = finalise(issuer, prepared, { blindSignature, inverse });
      if (token === null) return null;
      // Another choice is sealed by another secret: under one secret, two would show how they differ.
      const choices = choicesOf(poll, answers);
      const once = hkdf(sha256, seed, id, concatBytes(utf8ToBytes('muster:voter:1 seal '), choices), 32);
      const sealed = seal(hexToBytes(manifest.keys.closing), choices, { ...choiceSealing(id, key), once });
      const unsigned = { key, prefix, token, sealed };
      return encodeBallot({ ...unsigned, signature: ed25519.sign(ballotMessage(id, unsigned), secretKey) });
    },
  };
}

function choicesOf({ manifest: { questions } }: Poll, answers: readonly number[]): Uint8Array {
  const isFit = answers.every(
    (answer, at) => Number.isInteger(answer) && answer >= 0 && answer <= (questions[at]?.answers ?? 0),
  );
  if (answers.length !== questions.length || !isFit) throw new RangeError('not the answers of this poll');
  const choices = new Uint8Array(choicesLength);
  choices.set(answers);
  return choices;
}
