import type { ReactNode } from 'react';
import './sheet.css';

type Props = {
  readonly children: ReactNode;
  readonly right: ReactNode;
  /** What comes before all else: at the head of the right column, and above everything where there is one column. */
  readonly first?: ReactNode;
};

/** The main column and the right one of 316; one below the other when there is no room. */
export function Columns({ children, right, first }: Props): ReactNode {
  return (
    <div className={first === undefined ? 'm-columns' : 'm-columns m-columns-first'}>
      {first !== undefined && <div>{first}</div>}
      <div>{children}</div>
      <div>{right}</div>
    </div>
  );
}
