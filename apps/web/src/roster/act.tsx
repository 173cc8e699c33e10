import type { ReactNode } from 'react';
import { FormFault } from '../app/form-fault.tsx';
import './member-acts.css';

/** One thing that can be done, opened when it is wanted. */
export function Act({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <details className="roster-act">
      <summary>{title}</summary>
      <div className="m-form">{children}</div>
    </details>
  );
}

/** What is wrong and belongs to no field. */
export function ActFault({ children }: { readonly children: string | undefined }): ReactNode {
  return children === undefined ? null : <FormFault>{children}</FormFault>;
}
