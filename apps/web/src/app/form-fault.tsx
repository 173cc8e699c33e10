import type { ReactNode } from 'react';
import '../ui/form/field.css';
import { StateGlyph } from '../ui/sign/state-glyph.tsx';

/** A refusal that belongs to no one field stands above the button that was pressed. */
export function FormFault({ children }: { readonly children?: ReactNode }): ReactNode {
  if (children === undefined || children === null) return null;
  return (
    <div className="m-field m-field-error" role="alert">
      <StateGlyph state="gap" size={13} />
      <span>{children}</span>
    </div>
  );
}
