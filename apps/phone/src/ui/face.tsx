import type { JSX } from 'preact';

/** Four outlines of one weight: none is larger, darker or in another colour than the others. */
const mouths: Readonly<Record<number, string>> = {
  1: 'M14 28c2.5 5 17.5 5 20 0',
  2: 'M16 29c3 3 13 3 16 0',
  3: 'M15 33c2.5-5 15.5-5 18 0',
};

export function Face({ answer }: { readonly answer: number }): JSX.Element {
  const mouth = mouths[answer];
  return (
    <svg class="face" viewBox="0 0 48 48" aria-hidden="true">
      <circle cx="24" cy="24" r="21" />
      {mouth === undefined ? (
        <path d="M19 20c0-7 10-7 10-1 0 4-5 4-5 8m0 5v.5" />
      ) : (
        <>
          <path d="M17 18v.5M31 18v.5" class="eye" />
          <path d={mouth} />
        </>
      )}
    </svg>
  );
}
