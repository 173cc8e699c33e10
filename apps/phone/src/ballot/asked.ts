import { ballotLength, isHeadSigned, leafHash, pollOf, receiptMessage, type Manifest, type Poll } from '@muster/proof';

/** Where ballots are drawn, and where they are cast. */
export interface Addresses {
  readonly issuer: string;
  readonly box: string;
}

export interface FoundPoll {
  readonly poll: Poll;
  readonly hash: string;
  readonly state: string;
}

/** Whoever is logged in at the desk. */
export interface Session {
  readonly personId: string;
  readonly csrf: string;
  readonly name: string;
}

export type By = { readonly session: Session } | { readonly slip: Uint8Array };

/** What went wrong, by a code of which there is a sentence. */
export class Trouble extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

export const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

export const fromHex = (hex: string): Uint8Array =>
  Uint8Array.from({ length: hex.length / 2 }, (_, at) => Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16));

async function fetched(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, { referrerPolicy: 'no-referrer', cache: 'no-store', ...init });
  } catch {
    throw new Trouble('no-answer');
  }
}

/** To the issuer or the box; what either refuses is a trouble. */
async function told<T>(address: string, init: RequestInit): Promise<T> {
  const answer = await fetched(address, init);
  const said = (await answer.json().catch(() => ({}))) as { readonly code?: string };
  if (!answer.ok) throw new Trouble(said.code ?? 'no-answer');
  return said as T;
}

export async function askAddresses(): Promise<Addresses> {
  const said = await told<Partial<Addresses>>('/vote/places.json', { credentials: 'omit' });
  if (said.issuer === undefined || said.box === undefined) throw new Trouble('no-voting');
  return { issuer: said.issuer, box: said.box };
}

/** Null where nobody is logged in. */
export async function askSession(): Promise<Session | null> {
  const answer = await fetched('/api/session', { credentials: 'same-origin' });
  if (!answer.ok) return null;
  const me = (await answer.json()) as { csrf: string; person: { id: string; name: string } };
  return { personId: me.person.id, csrf: me.csrf, name: me.person.name };
}

/** What the box was told of it, held against the hash by which it was asked for. */
export async function askPoll({ box }: Addresses, named: string): Promise<FoundPoll> {
  const said = await told<{ manifest: Manifest; state: string }>(`${box}/polls/${named}`, { credentials: 'omit' });
  const poll = pollOf(said.manifest);
  const hash = toHex(poll.id);
  if (!hash.startsWith(named)) throw new Trouble('another-poll');
  return { poll, hash, state: said.state };
}

/** The issuer's signature on a key that it does not see. */
export async function draw({ issuer }: Addresses, hash: string, blinded: Uint8Array, by: By): Promise<string> {
  const body = { blinded: toHex(blinded), ...('slip' in by && { slip: toHex(by.slip) }) };
  const { signature } = await told<{ signature: string }>(`${issuer}/polls/${hash}/draw`, {
    method: 'POST',
    body: JSON.stringify(body),
    ...('session' in by
      ? { credentials: 'include', headers: { 'x-muster-csrf': by.session.csrf } }
      : { credentials: 'omit' }),
  });
  return signature;
}

/**
 * Nobody's: without a name, a cookie or the page that it came from. Answers the leaf of the ballot once the box says by its key that it keeps
 * it: this one, for a box that gave many the receipt of one could leave out the others.
 */
export async function cast({ box }: Addresses, { poll, hash }: FoundPoll, ballot: Uint8Array): Promise<string> {
  if (ballot.length !== ballotLength(poll)) throw new Trouble('ballot-length');
  const { signature } = await told<{ signature: string }>(`${box}/polls/${hash}/ballots`, {
    method: 'POST',
    body: new Blob([ballot.slice().buffer]),
    credentials: 'omit',
  });
  const leaf = leafHash(ballot);
  const isKept = isHeadSigned(poll.manifest.keys.box, receiptMessage(poll.id, leaf), signature);
  if (!isKept) throw new Trouble('receipt-wrong');
  return toHex(leaf);
}

/** What was published of it, byte by byte. */
export async function askBallots({ box }: Addresses, { poll, hash }: FoundPoll): Promise<Uint8Array> {
  const answer = await fetched(`${box}/board/${poll.manifest.campaign}/${hash}/ballots.bin`, { credentials: 'omit' });
  if (!answer.ok) throw new Trouble('not-published');
  return new Uint8Array(await answer.arrayBuffer());
}
