import { useState, type ReactNode } from 'react';
import { useText } from '../app/i18n/use-text.ts';
import { useFieldFault, useRefusal } from '../app/refusal.ts';
import { Button } from '../ui/form/button.tsx';
import { Field } from '../ui/form/field.tsx';
import { Input } from '../ui/form/input.tsx';
import { useWithdrawLecture } from './lecture-queries.ts';

/** Named by mistake: it stays, struck out, with who, when and why. */
export function WithdrawForm({ lectureId }: { readonly lectureId: string }): ReactNode {
  const t = useText();
  const sayRefusal = useRefusal();
  const fieldFault = useFieldFault();
  const [typed, setTyped] = useState('');
  const { mutate, isPending, error } = useWithdrawLecture(lectureId);
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
        {t('study.lecture.withdrawThis')}
      </Button>
    </details>
  );
}
