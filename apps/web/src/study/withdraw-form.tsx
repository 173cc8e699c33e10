import type { UseMutationResult } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useText } from '../app/i18n/use-text.ts';
import { useFieldFault, useRefusal } from '../app/refusal.ts';
import { Button } from '../ui/form/button.tsx';
import { Field } from '../ui/form/field.tsx';
import { Input } from '../ui/form/input.tsx';

type Props = {
  readonly withdrawing: Pick<UseMutationResult<unknown, Error, string>, 'mutate' | 'isPending' | 'error'>;
  /** What is taken back. */
  readonly act: string;
};

/** Named by mistake: it stays, struck out, with who, when and why. */
export function WithdrawForm({ withdrawing: { mutate, isPending, error }, act }: Props): ReactNode {
  const t = useText();
  const sayRefusal = useRefusal();
  const fieldFault = useFieldFault();
  const [typed, setTyped] = useState('');
  const reason = typed.trim();
  const fault = error === null ? undefined : (fieldFault(error, 'reason') ?? sayRefusal(error));
  return (
    <details className="study-script m-unprinted">
      <summary>{t('study.lecture.withdraw')}</summary>
      <Field label={t('study.lecture.withdrawReason')} {...(fault !== undefined && { error: fault })}>
        {(wires) => (
          <Input {...wires} value={typed} maxLength={200} onChange={(event) => setTyped(event.target.value)} />
        )}
      </Field>
      <Button
        busy={isPending}
        onClick={() => mutate(reason)}
        {...(reason === '' && { reason: t('study.lecture.withdrawReasonFirst') })}
      >
        {act}
      </Button>
    </details>
  );
}
