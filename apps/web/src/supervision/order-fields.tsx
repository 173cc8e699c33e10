import type { ReactNode } from 'react';
import { useText } from '../app/i18n/use-text.ts';
import { Field } from '../ui/form/field.tsx';
import { Input, TextArea } from '../ui/form/input.tsx';

type Value = { readonly orderText: string; readonly dueOn: string };
type Props = {
  readonly value: Value;
  readonly today: string;
  readonly onChange: (part: Partial<Value>) => void;
  readonly textFault?: string | undefined;
  readonly dueFault?: string | undefined;
};

/** What is to be put right, and by when. */
export function OrderFields({ value, today, onChange, textFault, dueFault }: Props): ReactNode {
  const t = useText();
  return (
    <>
      <Field label={t('supervision.order.text')} {...(textFault !== undefined && { error: textFault })}>
        {(wires) => (
          <TextArea
            {...wires}
            rows={3}
            maxLength={4000}
            value={value.orderText}
            onChange={(event) => onChange({ orderText: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('supervision.order.dueField')} {...(dueFault !== undefined && { error: dueFault })}>
        {(wires) => (
          <Input
            {...wires}
            type="date"
            min={today}
            value={value.dueOn}
            onChange={(event) => onChange({ dueOn: event.target.value })}
          />
        )}
      </Field>
    </>
  );
}
