import type { ReactNode } from 'react';

/** 16 grid, 1.5 stroke, round ends, drawn in the colour of the text around. */
const paths = {
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M10.5 10.5 14 14',
  bell: 'M3 11.5h10l-1.2-2V7a3.8 3.8 0 0 0-7.6 0v2.5zM6.7 14h2.6',
  down: 'M4 6l4 4 4-4',
  up: 'M4 10l4-4 4 4',
  right: 'M6 4l4 4-4 4',
  left: 'M10 3.5 5.5 8l4.5 4.5',
  file: 'M3.5 1.8h6l3 3v9.4h-9zM9.5 1.8v3h3',
  menu: 'M2.5 4h11M2.5 8h11M2.5 12h11',
  close: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  clock: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M8 4.6V8l2.4 1.6',
} as const;

export type IconName = keyof typeof paths;

/** An icon beside its word; alone only for search, back, expand and the bell, in a button that has a name. */
export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }): ReactNode {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      <use href={`#i-${name}`} />
    </svg>
  );
}

/** Rendered once, at the root. */
export function IconSprite(): ReactNode {
  return (
    <svg width="0" height="0" style={{ position: 'absolute' }} aria-hidden="true">
      <defs>
        {Object.entries(paths).map(([name, path]) => (
          <symbol key={name} id={`i-${name}`} viewBox="0 0 16 16">
            <path
              d={path}
              fill="none"
              stroke="currentColor"
              strokeWidth="1.5"
              strokeLinecap="round"
              strokeLinejoin="round"
            />
          </symbol>
        ))}
      </defs>
    </svg>
  );
}
