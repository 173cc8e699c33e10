import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson, type Json } from '../canonical-json.ts';
import type { RsaPublicKey } from '../rsa/blind-rsa.ts';

type Fraction = { readonly num: number; readonly den: number };

/** One question of a poll; its answers are numbered from 1. */
export type Question = { readonly code: string; readonly answers: number };

/**
 * What a poll is, published before anybody votes: whoever has the same hash of it has the same questions, rule, keys and electorate.
 * Byte strings are in hexadecimal, times in ISO 8601.
 */
export type Manifest = {
  readonly format: 'muster-poll-1';
  readonly poll: string;
  readonly campaign: string;
  readonly stage: string | null;
  readonly units: readonly { readonly id: string; readonly name: string }[];
  /** Which groups vote in it together. */
  readonly raters: readonly string[];
  readonly questions: readonly Question[];
  /** The gate's: blocked where the blocking answers are this share of those that count, or more. */
  readonly rule: {
    readonly question: number;
    readonly blocking: readonly number[];
    readonly counting: readonly number[];
    readonly from: Fraction;
  } | null;
  /** The share of those satisfied falls into one of these: whole percent, the lower end in it and the upper not. */
  readonly bands: {
    readonly question: number;
    readonly satisfied: readonly number[];
    readonly counting: readonly number[];
    readonly limits: readonly { readonly min: number | null; readonly below: number | null }[];
  } | null;
  readonly turnout: Fraction;
  /** Fewer cast ballots than these are never opened. */
  readonly fewestCast: number;
  readonly mode: 'windows' | 'meeting';
  readonly issuing: { readonly from: string; readonly until: string };
  readonly casting: { readonly from: string; readonly until: string };
  /** Who may vote, as many as these; the root is of their salted hashes. */
  readonly electorate: { readonly count: number; readonly root: string };
  /** Slips for who has no account: commitments to their secrets, with the spare ones. */
  readonly slips: { readonly count: number; readonly root: string } | null;
  readonly keys: {
    /** Big-endian. */
    readonly issuer: { readonly n: string; readonly e: string };
    /** By which the issuer signs how many it has signed (Ed25519). */
    readonly issued: string;
    /** To which choices are sealed (X25519). */
    readonly closing: string;
    /** By which the box signs receipts and the head (Ed25519). */
    readonly box: string;
  };
};

const tag = utf8ToBytes('muster:manifest:1\0');

/** A manifest with what is asked of it again and again. */
export interface Poll {
  readonly manifest: Manifest;
  /** The hash by which everybody names the poll: 32 bytes. */
  readonly id: Uint8Array;
  readonly issuer: RsaPublicKey;
}

export function pollOf(manifest: Manifest): Poll {
  const { n, e } = manifest.keys.issuer;
  const id = sha256(concatBytes(tag, utf8ToBytes(canonicalJson(manifest satisfies Json))));
  return { manifest, id, issuer: { n: BigInt(`0x${n}`), e: BigInt(`0x${e}`) } };
}
