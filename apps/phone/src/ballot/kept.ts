import { slipCommitment } from '@muster/proof';
import { fromHex, toHex, type By, type FoundPoll } from './asked.ts';

/** What the device keeps from the draw until the ballot is in the box; then nothing of it but that it is done. */
export type Kept =
  | { readonly is: 'drawing'; readonly seed: string }
  | { readonly is: 'drawn'; readonly seed: string; readonly signature: string }
  | { readonly is: 'cast' };

export interface Keeping {
  read(): Kept | null;
  write(kept: Kept): void;
  /** False where the device keeps nothing: the page must stay open. */
  readonly lasts: boolean;
}

const inThisPage = new Map<string, string>();

/** Of one voter in one poll: of a slip by what is published of it, of a login by the person, so that two at one device do not meet. */
export function keepingOf({ poll, hash }: FoundPoll, by: By): Keeping {
  const whose =
    'slip' in by ? toHex(slipCommitment(poll.manifest.poll, by.slip)).slice(0, 24) : `login ${by.session.personId}`;
  const name = `muster-vote ${hash.slice(0, 16)} ${whose}`;
  const storage = storageHere();
  return {
    lasts: storage !== null,
    read: () => {
      const text = storage?.getItem(name) ?? inThisPage.get(name);
      return text == null ? null : (JSON.parse(text) as Kept);
    },
    write: (kept) => {
      inThisPage.set(name, JSON.stringify(kept));
      storage?.setItem(name, JSON.stringify(kept));
    },
  };
}

function storageHere(): Storage | null {
  try {
    localStorage.setItem('muster-vote', '');
    localStorage.removeItem('muster-vote');
    return localStorage;
  } catch {
    return null;
  }
}

/** Sixteen bytes of chance; of all that browsers offer for secrets this alone is needed. */
export function newSeed(): string {
  return toHex(crypto.getRandomValues(new Uint8Array(16)));
}

export const seedOf = ({ seed }: { readonly seed: string }): Uint8Array => fromHex(seed);
