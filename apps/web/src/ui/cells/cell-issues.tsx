import type { ReactNode } from 'react';
import './cells.css';

export type CellIssue = {
  readonly number: number;
  /** `B117` */
  readonly address: string;
  readonly cause: ReactNode;
  /** The nearest fit, or what is owed. */
  readonly hint?: ReactNode;
  readonly action?: ReactNode;
  readonly grave: boolean;
};

/** Each number stands in its cell above; address, cause, nearest fit, one button. */
export function CellIssues({ issues }: { readonly issues: readonly CellIssue[] }): ReactNode {
  return (
    <ol className="m-issues">
      {issues.map(({ number, address, cause, hint, action, grave }) => (
        <li key={number}>
          <span className={`m-issue-number${grave ? '' : ' m-issue-warning'}`}>{number}</span>
          <b>{address}</b>
          <div>
            {cause}
            {hint !== undefined && <small>{hint}</small>}
          </div>
          {action}
        </li>
      ))}
    </ol>
  );
}
