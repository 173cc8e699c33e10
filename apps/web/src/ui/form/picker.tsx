import type { ReactNode } from 'react';
import { Field } from './field.tsx';
import { Choice } from './input.tsx';

type Props = {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, words: string])[];
  readonly onChange: (value: string) => void;
};

/** A choice that holds at once, as what a list is narrowed to. */
export function Picker({ label, value, options, onChange }: Props): ReactNode {
  return (
    <Field label={label}>
      {(wires) => (
        <Choice {...wires} value={value} onChange={(event) => onChange(event.target.value)}>
          {options.map(([each, words]) => (
            <option key={each} value={each}>
              {words}
            </option>
          ))}
        </Choice>
      )}
    </Field>
  );
}
