import { useState, type ReactNode } from 'react';
import { useText } from '../app/i18n/use-text.ts';
import { Button } from '../ui/form/button.tsx';
import { Field } from '../ui/form/field.tsx';
import { Form } from '../ui/form/form.tsx';
import { Input } from '../ui/form/input.tsx';

type Props = {
  readonly title: string;
  readonly label: string;
  readonly fault: string | undefined;
  readonly busy: boolean;
  readonly optional?: boolean;
  readonly onSend: (reason: string) => void;
};

/** An act that wants a reason, asked for in its own row. */
export function ReasonAct({ title, label, fault, busy, optional = false, onSend }: Props): ReactNode {
  const t = useText();
  const [reason, setReason] = useState<string | null>(null);
  if (reason === null)
    return (
      <Button small quiet onClick={() => setReason('')}>
        {title}
      </Button>
    );
  const typed = reason.trim();
  return (
    <Form name={title} onSubmit={() => onSend(typed)}>
      <Field label={label} optional={optional} {...(fault !== undefined && { error: fault })}>
        {(wires) => (
          <Input {...wires} maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
        )}
      </Field>
      <Button small type="submit" busy={busy} {...(typed === '' && !optional && { reason: t('roster.reasonFirst') })}>
        {title}
      </Button>{' '}
      <Button small quiet onClick={() => setReason(null)}>
        {t('ui.cancel')}
      </Button>
    </Form>
  );
}
