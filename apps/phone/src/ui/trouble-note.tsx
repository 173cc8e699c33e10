import type { JSX } from 'preact';
import { hasWords, useSay, type Words } from './say.ts';

/** What went wrong, in words; a code that nobody here knows is said with its code. */
export function TroubleNote({ code }: { readonly code: string | null }): JSX.Element | null {
  const say = useSay();
  const key = `trouble-${code ?? ''}`;
  const words: Words = hasWords(key) ? key : 'trouble-other';
  return code === null ? null : (
    <p class="trouble" role="alert">
      {say(words, { code })}
    </p>
  );
}
