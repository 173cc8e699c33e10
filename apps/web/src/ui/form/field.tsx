import { useId, type ReactNode } from 'react';
import { useText } from '../../app/i18n/use-text.ts';
import { StateGlyph } from '../sign/state-glyph.tsx';
import './field.css';

export type FieldWires = { readonly id: string; readonly 'aria-describedby'?: string; readonly 'aria-invalid'?: true };

type Props = {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** What is wrong and how to mend it. */
  readonly error?: ReactNode;
  readonly optional?: boolean;
  /** Filled from records: a rule at its left and the words. */
  readonly fromRecords?: boolean;
  readonly children: (wires: FieldWires) => ReactNode;
};

/** Label above, what is wrong and what would do beneath; the control takes `{...wires}`. */
export function Field({ label, hint, error, optional = false, fromRecords = false, children }: Props): ReactNode {
  const t = useText();
  const id = useId();
  const note = `${id}note`;
  const noted = error !== undefined || hint !== undefined;
  return (
    <div className={`m-field${fromRecords ? ' m-field-prefilled' : ''}`}>
      <label htmlFor={id}>
        {label}
        {optional && <span className="m-caption"> {t('ui.optional')}</span>}
        {fromRecords && <span className="m-caption"> {t('ui.fromRecords')}</span>}
      </label>
      {children({
        id,
        ...(noted && { 'aria-describedby': note }),
        ...(error !== undefined && { 'aria-invalid': true as const }),
      })}
      {noted && (
        <div id={note}>
          {error !== undefined && (
            <div className="m-field-error" role="alert">
              <StateGlyph state="gap" size={13} />
              {error}
            </div>
          )}
          {hint !== undefined && <div className="m-caption m-field-hint">{hint}</div>}
        </div>
      )}
    </div>
  );
}
