import type { ReactNode } from 'react';
import { Field } from '../../ui/form/field.tsx';
import { TextArea } from '../../ui/form/input.tsx';

type Props = {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly onChange: (typed: string) => void;
  readonly error?: string | undefined;
};

/** What is said of all those chosen. */
export function NoteField({ label, hint, value, onChange, error }: Props): ReactNode {
  return (
    <Field label={label} hint={hint} error={error}>
      {(wires) => (
        <TextArea
          {...wires}
          rows={2}
          maxLength={2000}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
