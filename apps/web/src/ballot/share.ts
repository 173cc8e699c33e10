import { Refused } from '@muster/client';
import { refusalStatus, type RefusalCode } from '@muster/contract';

/** Whose share it is the issuer tells by the session, which the browser sends along. */
interface Asked {
  readonly hash: string;
  readonly csrf: string;
}

/** The own share, in hexadecimal; null where it was said to be kept, and the issuer has it no more. */
export async function fetchShare(asked: Asked): Promise<string | null> {
  const { status, body } = await ask('POST', asked);
  if (body.height !== undefined) return body.height;
  if (body.code === 'share-handed-out') return null;
  throw refusalOf(body.code, status);
}

/** It is written down, or brought: the issuer need not keep it. */
export async function forgetShare(asked: Asked): Promise<void> {
  const { status, body } = await ask('DELETE', asked);
  if (status >= 400) throw refusalOf(body.code, status);
}

interface Said {
  readonly height?: string;
  readonly code?: string;
}

async function ask(method: 'POST' | 'DELETE', { hash, csrf }: Asked) {
  // By the name by which this page was reached: to another the session is not sent.
  const { issuer = '' } = (await (await fetch('/vote/places.json')).json()) as { readonly issuer?: string };
  const answer = await fetch(`${issuer}/polls/${hash}/share`, {
    method,
    credentials: 'include',
    headers: { 'x-muster-csrf': csrf },
  });
  const text = await answer.text();
  return { status: answer.status, body: (text === '' ? {} : JSON.parse(text)) as Said };
}

function refusalOf(code: string | undefined, status: number): Refused {
  const known = code !== undefined && Object.hasOwn(refusalStatus, code) ? (code as RefusalCode) : 'unavailable';
  return new Refused({ type: 'about:blank', title: known, status, code: known, params: {}, request: '' });
}
