import type { ReactNode } from 'react';
import './finding.css';

/** A possible explanation stands on the ground of waiting: a suspicion is not a finding against anybody. */
export function Finding({ children, why }: { readonly children: ReactNode; readonly why?: ReactNode }): ReactNode {
  return (
    <div className="m-finding">
      <p>{children}</p>
      {why !== undefined && <p className="m-finding-why">{why}</p>}
    </div>
  );
}
