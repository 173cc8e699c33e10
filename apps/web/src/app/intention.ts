import { newKey } from '@muster/client';
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
