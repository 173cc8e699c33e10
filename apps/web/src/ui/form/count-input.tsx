import type { ReactNode } from 'react';
import { useText } from '../../app/i18n/use-text.ts';
import type { FieldWires } from './field.tsx';
import './count-input.css';

type Props = {
  readonly wires: FieldWires;
  /** null while nothing is written: an empty count is not a zero. */
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
  readonly max?: number;
};

/** A teller's field: large digits, a minus and a plus, whole numbers from nought. */
export function CountInput({ wires, value, onChange, max = 99_999 }: Props): ReactNode {
  const t = useText();
  const step = (by: number): void => onChange(Math.min(max, Math.max(0, (value ?? 0) + by)));
  // What is no whole number from nought is not made into one: -3 is not 3, and 1.5 not 15. The field keeps what it had.
  const type = (text: string): void => {
    const digits = text.normalize('NFKC').trim();
    if (digits === '') onChange(null);
    else if (/^\d+$/u.test(digits) && Number(digits) <= max) onChange(Number(digits));
  };
  return (
    <span className="m-count-input">
      <button type="button" aria-label={t('ui.fewer')} aria-controls={wires.id} onClick={() => step(-1)}>
        −
      </button>
      <input
        {...wires}
        inputMode="numeric"
        autoComplete="off"
        value={value ?? ''}
        onChange={(event) => type(event.target.value)}
      />
      <button type="button" aria-label={t('ui.oneMore')} aria-controls={wires.id} onClick={() => step(1)}>
        +
      </button>
    </span>
  );
}
