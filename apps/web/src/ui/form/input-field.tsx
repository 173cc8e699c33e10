import type { ComponentProps, ReactNode } from 'react';
import { Field } from './field.tsx';
import { Input } from './input.tsx';

type Props = Omit<ComponentProps<typeof Field>, 'children'> &
  Omit<ComponentProps<typeof Input>, 'id' | 'onChange'> & {
    readonly value: string;
    readonly onChange: (value: string) => void;
  };

/** One line, a day or a year with its label: what most fields of a form are. */
export function InputField({ label, hint, error, optional, fromRecords, onChange, ...input }: Props): ReactNode {
  return (
    <Field
      label={label}
      hint={hint}
      error={error}
      {...(optional !== undefined && { optional })}
      {...(fromRecords !== undefined && { fromRecords })}
    >
      {(wires) => <Input {...input} {...wires} onChange={(event) => onChange(event.target.value)} />}
    </Field>
  );
}
