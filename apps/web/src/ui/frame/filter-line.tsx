import type { ReactNode } from 'react';
import { Anchor } from './anchor.tsx';
import './filter-line.css';

export type FilterItem = {
  readonly key: string;
  readonly href: string;
  readonly label: ReactNode;
  readonly here: boolean;
};

/** One line of links above a list that narrow it; the one that holds is underlined. */
export function FilterLine({
  name,
  items,
}: {
  readonly name: string;
  readonly items: readonly FilterItem[];
}): ReactNode {
  return (
    <nav className="m-filter-line" aria-label={name}>
      {items.map(({ key, href, label, here }) => (
        <Anchor key={key} href={href} {...(here && { 'aria-current': 'page' as const })}>
          {label}
        </Anchor>
      ))}
    </nav>
  );
}
