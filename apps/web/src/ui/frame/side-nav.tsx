import type { ReactNode } from 'react';
import { countText } from '../../app/format/numbers.ts';
import { Anchor } from './anchor.tsx';
import { SideBar } from './side-bar.tsx';

export type SideNavItem = {
  readonly href: string;
  readonly label: ReactNode;
  readonly count?: number;
  readonly here?: boolean;
};

type Props = {
  readonly name: string;
  /** The unit's name and a line about it. */
  readonly title: ReactNode;
  readonly about?: ReactNode;
  readonly items: readonly SideNavItem[];
  /** The week's burden and its ceiling. */
  readonly foot?: ReactNode;
};

/** A unit's side bar: its pages, each with what is still open there. */
export function SideNav({ name, title, about, items, foot }: Props): ReactNode {
  const current = items.find((item) => item.here);
  return (
    <SideBar name={name} here={current?.label ?? title} {...(foot !== undefined && { foot })}>
      <div className="m-side-head">
        <b>{title}</b>
        {about !== undefined && <span className="m-caption">{about}</span>}
      </div>
      <nav aria-label={name}>
        {items.map(({ href, label, count, here }) => (
          <Anchor key={href} href={href} className="m-side-link" {...(here && { 'aria-current': 'page' as const })}>
            <span>{label}</span>
            {count !== undefined && count > 0 && <span className="m-side-count">{countText(count)}</span>}
          </Anchor>
        ))}
      </nav>
    </SideBar>
  );
}
