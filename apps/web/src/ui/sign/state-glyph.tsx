import type { ReactNode } from 'react';
import type { State } from './state.ts';
import './state.css';

// Four outlines, so that shape alone tells them apart in grey; detail in the surface's colour, so that dark works.
const shapes: Record<State, ReactNode> = {
  met: (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" />
      <path className="m-glyph-detail" d="M4.7 8.3l2.2 2.2 4.4-4.8" strokeWidth="1.7" />
    </>
  ),
  gap: (
    <>
      <path
        d="M8 .6l7.4 7.4L8 15.4.6 8z"
        fill="currentColor"
        stroke="currentColor"
        strokeWidth=".8"
        strokeLinejoin="round"
      />
      <path className="m-glyph-detail" d="M8 4.4v4.2M8 11.3v.01" strokeWidth="1.9" />
    </>
  ),
  wait: (
    <path
      className="m-glyph-line"
      d="M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M8 4.6V8l2.4 1.6"
      strokeWidth="1.6"
    />
  ),
  na: <path className="m-glyph-line" d="M3.5 8h9" strokeWidth="1.8" />,
};

/** Never alone: the word stands beside, or the place (a column's head) says it. */
export function StateGlyph({ state, size = 16 }: { readonly state: State; readonly size?: number }): ReactNode {
  return (
    <svg className={`m-glyph m-${state}`} width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      {shapes[state]}
    </svg>
  );
}
