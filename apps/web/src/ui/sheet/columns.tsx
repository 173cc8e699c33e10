import type { ReactNode } from 'react';
import './sheet.css';

/** The main column and the right one of 316; one below the other when there is no room. */
export function Columns({ children, right }: { readonly children: ReactNode; readonly right: ReactNode }): ReactNode {
  return (
    <div className="m-columns">
      <div>{children}</div>
      <div>{right}</div>
    </div>
  );
}
