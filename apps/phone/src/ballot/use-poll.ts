import { useEffect, useState } from 'preact/hooks';
import { askAddresses, askPoll, askSession, Trouble, type Addresses, type FoundPoll, type Session } from './asked.ts';

export interface AtHand {
  readonly at: Addresses;
  readonly session: Session | null;
  /** Null where the address names no poll. */
  readonly found: FoundPoll | null;
}

const ends = new Set(['counted', 'void', 'cancelled']);

export const codeOf = (error: unknown): string => (error instanceof Trouble ? error.code : String(error));

/** What is known of a poll, asked again until it has ended: in a meeting everybody waits for the same word. */
export function usePoll(
  named: string | null,
  isByLogin: boolean,
): {
  readonly hand: AtHand | null;
  readonly trouble: string | null;
  readonly again: () => void;
} {
  const [hand, setHand] = useState<AtHand | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let isGone = false;
    let next: ReturnType<typeof setTimeout> | undefined;
    let known: Pick<AtHand, 'at' | 'session'> | null = null;
    const ask = async (): Promise<void> => {
      try {
        // Whoever has a slip is asked for no name, and the desk not whether it knows one.
        known ??= { at: await askAddresses(), session: isByLogin ? await askSession() : null };
        const found = named === null ? null : await askPoll(known.at, named);
        if (isGone) return;
        setHand({ ...known, found });
        setTrouble(null);
        if (found !== null && !ends.has(found.state))
          next = setTimeout(() => void ask(), found.poll.manifest.mode === 'meeting' ? 3000 : 15_000);
      } catch (error) {
        if (isGone) return;
        setTrouble(codeOf(error));
        next = setTimeout(() => void ask(), 5000);
      }
    };
    void ask();
    return () => {
      isGone = true;
      clearTimeout(next);
    };
  }, [named, isByLogin, tries]);
  return { hand, trouble, again: () => setTries((count) => count + 1) };
}
