import { useRef } from 'react';

/**
 * The key of a command that must happen once: the same through every retry of one intention, a new one after `done`
 * or when what is sent has changed.
 */
export function useIntention(): { readonly key: (sent: unknown) => string; readonly done: () => void } {
  const kept = useRef<{ sent: string; key: string } | null>(null);
  return {
    key: (sent) => {
      const words = JSON.stringify(sent);
      if (kept.current?.sent !== words) kept.current = { sent: words, key: newKey() };
      return kept.current.key;
    },
    done: () => {
      kept.current = null;
    },
  };
}

/** `crypto.randomUUID` exists on encrypted pages only; offices also open the desk over plain addresses. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
