import { useState, type ReactNode } from 'react';
import { useText } from '../../app/i18n/use-text.ts';
import { StateGlyph } from '../sign/state-glyph.tsx';
import type { FieldWires } from './field.tsx';
import './count-input.css';

type Props = {
  readonly wires: FieldWires;
  /** null while nothing is written: an empty count is not a zero. */
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
  readonly max?: number;
  /** Told whenever what stands in the field begins or ceases to be no count. */
  readonly onMistyped?: (mistyped: boolean) => void;
};

/** A teller's field: large digits, a minus and a plus, whole numbers from nought; anything else is told and kept as it was typed. */
export function CountInput({ wires, value, onChange, max = 99_999, onMistyped }: Props): ReactNode {
  const t = useText();
  // What is no whole number from nought is not made into one: -3 is not 3, and 1.5 not 15. It stays as it was typed, and counts for nothing.
  const [refused, setRefused] = useState<string | null>(null);
  const step = (by: number): void => {
    setRefused(null);
    onMistyped?.(false);
    onChange(Math.min(max, Math.max(0, (value ?? 0) + by)));
  };
  const type = (text: string): void => {
    const digits = text.normalize('NFKC').trim();
    const holds = digits === '' || (/^\d+$/u.test(digits) && Number(digits) <= max);
    setRefused(holds ? null : text);
    onMistyped?.(!holds);
    onChange(holds && digits !== '' ? Number(digits) : null);
  };
  const fault = `${wires.id}fault`;
  const described = [wires['aria-describedby'], refused === null ? undefined : fault].filter((id) => id !== undefined);
  return (
    <span className="m-count">
      <span className="m-count-input">
        <button type="button" aria-label={t('ui.fewer')} aria-controls={wires.id} onClick={() => step(-1)}>
          −
        </button>
        <input
          {...wires}
          inputMode="numeric"
          autoComplete="off"
          {...(refused !== null && { 'aria-invalid': true, 'aria-describedby': described.join(' ') })}
          value={refused ?? value ?? ''}
          onChange={(event) => type(event.target.value)}
        />
        <button type="button" aria-label={t('ui.oneMore')} aria-controls={wires.id} onClick={() => step(1)}>
          +
        </button>
      </span>
      {refused !== null && (
        <span className="m-count-fault" id={fault} role="alert">
          <StateGlyph state="gap" size={13} /> {t('ui.wholeNumber', { max })}
        </span>
      )}
    </span>
  );
}
