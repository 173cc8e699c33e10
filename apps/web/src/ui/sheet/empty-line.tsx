import type { ReactNode } from 'react';
import './states.css';

type Props = {
  /** Nothing left to do: 没有逾期事项. Not begun: what will stand here and who starts it. */
  readonly children: ReactNode;
  /** The one button of a place that is not begun. */
  readonly action?: ReactNode;
};

export function EmptyLine({ children, action }: Props): ReactNode {
  return (
    <div className="m-line">
      {children}
      {action !== undefined && <div className="m-line-actions">{action}</div>}
    </div>
  );
}
