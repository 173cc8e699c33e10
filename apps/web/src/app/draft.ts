import { useState } from 'react';

type Draft<T> = {
  readonly value: T;
  readonly change: (part: Partial<T>) => void;
  /** Instant of the last keystroke that was kept; null while nothing was typed. */
  readonly savedAt: string | null;
  /** After it was sent, or to begin again. */
  readonly discard: () => void;
};

type Kept<T> = { readonly value: T; readonly savedAt: string };

/** What is being typed, kept on this device at every keystroke under the person's own name; it survives a reload. */
export function useDraft<T extends object>(name: string, empty: T): Draft<T> {
  const place = `muster.draft.${name}`;
  const [kept, setKept] = useState<Kept<T> | null>(() => read<T>(place));
  return {
    value: { ...empty, ...kept?.value },
    savedAt: kept?.savedAt ?? null,
    change: (part) =>
      setKept((before) => {
        const next = { value: { ...empty, ...before?.value, ...part }, savedAt: new Date().toISOString() };
        write(place, JSON.stringify(next));
        return next;
      }),
    discard: () => {
      localStorage.removeItem(place);
      setKept(null);
    },
  };
}

function read<T>(place: string): Kept<T> | null {
  const text = localStorage.getItem(place);
  if (text === null) return null;
  try {
    return JSON.parse(text) as Kept<T>;
  } catch {
    return null;
  }
}

/** A full or a forbidden store loses the draft, never the typing. */
function write(place: string, text: string): void {
  try {
    localStorage.setItem(place, text);
  } catch {
    // Nothing to do: the page still has it.
  }
}
