import { randomBytes } from 'node:crypto';
import { pollOf, voterOf, type Manifest, type Poll } from '@muster/proof';
import type { Session } from '../visitor.ts';

/** A phone: all that it keeps is a seed, and what the issuer answered. */
export interface Phone {
  readonly poll: Poll;
  readonly hash: string;
  readonly seed: Uint8Array;
}

export interface Said {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export async function fetchPoll(box: string, campaignId: string, hash: string): Promise<Poll> {
  const answer = await fetch(`${box}/board/${campaignId}/${hash}/manifest.json`);
  return pollOf((await answer.json()) as Manifest);
}

export const newPhone = (poll: Poll, seed: Uint8Array = randomBytes(16)): Phone => ({
  poll,
  hash: Buffer.from(poll.id).toString('hex'),
  seed,
});

/** By a login, or with the secret of a slip, in hexadecimal. */
export function draw(
  issuer: string,
  { poll, hash, seed }: Phone,
  by: Session | { readonly slip: string },
): Promise<Said> {
  const blinded = Buffer.from(voterOf(poll, seed).blinded).toString('hex');
  return sent(`${issuer}/polls/${hash}/draw`, {
    ...('csrf' in by && { headers: { cookie: by.cookie, 'x-muster-csrf': by.csrf } }),
    body: JSON.stringify({ blinded, ...('slip' in by && { slip: by.slip }) }),
  });
}

/** Without a name. Of one question: 1 is the first of its answers. */
export function cast(
  box: string,
  { poll, hash, seed }: Phone,
  signature: string,
  answer: number,
  headers: Readonly<Record<string, string>> = {},
): Promise<Said> {
  const ballot = voterOf(poll, seed).ballot(Buffer.from(signature, 'hex'), [answer]);
  if (ballot === null) throw new Error('The issuer signed something else');
  return sent(`${box}/polls/${hash}/ballots`, { headers, body: Buffer.from(ballot) });
}

/** The share of a holder, as the issuer keeps it. */
export async function share(issuer: string, hash: string, { cookie, csrf }: Session): Promise<string> {
  const { body } = await sent(`${issuer}/polls/${hash}/share`, { headers: { cookie, 'x-muster-csrf': csrf } });
  return String(body['height']);
}

async function sent(address: string, init: RequestInit): Promise<Said> {
  const answer = await fetch(address, { method: 'POST', ...init });
  const text = await answer.text();
  return { status: answer.status, body: (text === '' ? {} : JSON.parse(text)) as Said['body'] };
}
