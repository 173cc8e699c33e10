import { ballotLength, leafHash } from '@muster/proof';
import { toHex, type FoundPoll } from './asked.ts';

const shortest = 16;

/** What a voter notes: the first eight bytes of the leaf, in fours. */
export function receiptNumber(leaf: string): string {
  return (leaf.slice(0, shortest).match(/.{4}/g) ?? []).join(' ').toUpperCase();
}

/** Null where it is too short to be a receipt, or has other characters. */
export function numberOf(typed: string): string | null {
  const number = typed.replace(/[\s-]/g, '').toLowerCase();
  return /^[0-9a-f]{16,64}$/.test(number) ? number : null;
}

/** The place among the published ballots, from 1; null where it is not there. */
export function placeAmong(ballots: Uint8Array, { poll }: FoundPoll, number: string): number | null {
  const length = ballotLength(poll);
  for (let at = 0; at * length < ballots.length; at += 1)
    if (toHex(leafHash(ballots.slice(at * length, (at + 1) * length))).startsWith(number)) return at + 1;
  return null;
}
