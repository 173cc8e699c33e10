import type { Poll, Polls } from './queries.ts';

/** The first digits of a poll's hash, by which people name it, and in groups of four. */
export const numberOf = (hash: string): string => hash.slice(0, 16).toUpperCase();
export const inFours = (text: string): string => (text.match(/.{1,4}/g) ?? []).join(' ');

/** Where everybody votes, with an account or at a tablet that goes round. */
export const votingAddress = (hash: string, rest = ''): string =>
  `${window.location.origin}/vote/#${numberOf(hash)}${rest}`;

/**
 * What the code on a slip says, in parts: capitals, digits and a few signs take less room than the path between them. What stands after
 * `#` no server sees.
 */
export const slipAddress = (hash: string, code: string): string[] => [
  window.location.origin.toUpperCase(),
  '/vote/#',
  `${numberOf(hash)}.${code}`,
];

/** The folder in which everything that is published of a poll lies. */
export const boardOf = (
  { box }: NonNullable<Polls['voting']>,
  { campaignId, hash }: Pick<Poll, 'campaignId' | 'hash'>,
): string => `${box}/board/${campaignId}/${hash}`;
