import type { ReactNode } from 'react';
import { useTerm } from '../app/campaign.ts';
import { useText } from '../app/i18n/use-text.ts';
import { useToday } from '../app/now.ts';
import { Field } from '../ui/form/field.tsx';
import { Input } from '../ui/form/input.tsx';

type Props = {
  readonly value: string;
  readonly onChange: (day: string) => void;
  readonly error?: string | undefined;
};

/** The day of the order that a refused unit gets. */
export function MendByField({ value, onChange, error }: Props): ReactNode {
  const t = useText();
  const today = useToday();
  const unit = useTerm('unit');
  return (
    <Field label={t('gate.review.mendBy')} hint={t('gate.review.mendByHint', { unit })} error={error}>
      {(wires) => (
        <Input {...wires} type="date" min={today} value={value} onChange={(event) => onChange(event.target.value)} />
      )}
    </Field>
  );
}
