import { useState, type ReactNode } from 'react';
import { useText } from '../../app/i18n/use-text.ts';
import { useFieldFault, useRefusal } from '../../app/refusal.ts';
import { Button } from '../../ui/form/button.tsx';
import { Field } from '../../ui/form/field.tsx';
import { Input } from '../../ui/form/input.tsx';
import { useWithdrawVisit } from './queries.ts';

/** Written down by mistake: it stays, struck out, with who, when and why. */
export function WithdrawVisit({ visitId }: { readonly visitId: string }): ReactNode {
  const t = useText();
  const sayRefusal = useRefusal();
  const fieldFault = useFieldFault();
  const [typed, setTyped] = useState('');
  const { mutate, isPending, error } = useWithdrawVisit(visitId);
  const reason = typed.trim();
  const fault = error === null ? undefined : (fieldFault(error, 'reason') ?? sayRefusal(error));
  return (
    <details className="supervision-fold m-unprinted">
      <summary>{t('supervision.leaders.takeBack')}</summary>
      <Field label={t('supervision.leaders.why')} error={fault}>
        {(wires) => (
          <Input {...wires} value={typed} maxLength={200} onChange={(event) => setTyped(event.target.value)} />
        )}
      </Field>
      <Button
        busy={isPending}
        onClick={() => mutate(reason)}
        {...(reason === '' && { reason: t('supervision.leaders.whyFirst') })}
      >
        {t('supervision.leaders.takeBackThis')}
      </Button>
    </details>
  );
}
