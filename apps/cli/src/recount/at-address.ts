import { longestText, type Reading } from '@muster/recount';
import { Failed } from '../failed.ts';

/** More than a million ballots. */
const longestBallots = 512 * 2 ** 20;
const patienceMs = 60_000;

/** Reads what lies below an address, and nowhere else: nothing that leads on is followed, and nothing is sent along. */
export function atAddress(address: string): Reading {
  const base = new URL(address.endsWith('/') ? address : `${address}/`);
  if (base.username !== '' || base.password !== '' || base.search !== '' || base.hash !== '')
    throw new Failed(`${address} is no address of a board: give it without a name, a password, "?" and "#"`, 2);
  return async (path) => {
    const at = new URL(path, base);
    const answer = await fetch(at, {
      redirect: 'error',
      credentials: 'omit',
      signal: AbortSignal.timeout(patienceMs),
    }).catch((error: unknown) => unreachable(at, error));
    if (answer.status === 404 || answer.status === 410) {
      await answer.body?.cancel();
      return null;
    }
    if (!answer.ok) throw new Failed(`${at.href} answers ${answer.status}: a board's files can be fetched by anyone`);
    return whole(answer, at, path.endsWith('.json') ? longestText : longestBallots);
  };
}

async function whole(answer: Response, at: URL, most: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const part of answer.body ?? []) {
      length += part.length;
      if (length > most) throw new Failed(`${at.href} is longer than the ${most} bytes that such a file has at most`);
      parts.push(part);
    }
  } catch (error) {
    if (error instanceof Failed) throw error;
    unreachable(at, error);
  }
  return Buffer.concat(parts, length);
}

function unreachable(at: URL, error: unknown): never {
  const isLate = error instanceof Error && error.name === 'TimeoutError';
  const why = isLate ? `took longer than ${patienceMs / 1000} s` : 'cannot be fetched, or leads elsewhere';
  throw new Failed(`${at.href} ${why}: check the address, or fetch the files and name their folder`);
}
