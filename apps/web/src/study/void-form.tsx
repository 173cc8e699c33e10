import { useState, type ReactNode } from 'react';
import { useCountsHours } from '../app/campaign.ts';
import { useDraft } from '../app/draft.ts';
import { useFieldFault, useRefusal } from '../app/refusal.ts';
import { useTermText } from '../app/term-text.ts';
import { ConfirmButton } from '../ui/form/confirm-button.tsx';
import { Field } from '../ui/form/field.tsx';
import { Button } from '../ui/form/button.tsx';
import { Input } from '../ui/form/input.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { useVoidActivity } from './queries.ts';

/** A record made by mistake is not erased: it stays, struck out, with who, when and why. */
export function VoidForm({ activityId, people }: { readonly activityId: string; readonly people: number }): ReactNode {
  const t = useTermText();
  const countsHours = useCountsHours();
  const sayRefusal = useRefusal();
  const fieldFault = useFieldFault();
  const { value, change, discard } = useDraft(`void.${activityId}`, { reason: '' });
  const [tried, setTried] = useState(false);
  const { mutate, isPending, error } = useVoidActivity(activityId, discard);
  const reason = value.reason.trim();
  const missing = tried && reason === '' ? t('study.fault.void-reason-missing') : undefined;
  const fault = missing ?? (error === null ? undefined : (fieldFault(error, 'reason') ?? sayRefusal(error)));
  return (
    <details className="study-void m-unprinted">
      <summary>{t('study.voidTitle')}</summary>
      <Sheet padded>
        <Field label={t('study.voidReason')} {...(fault !== undefined && { error: fault })}>
          {(wires) => (
            <Input
              {...wires}
              value={value.reason}
              maxLength={200}
              onChange={(event) => change({ reason: event.target.value })}
            />
          )}
        </Field>
        {reason === '' ? (
          <Button onClick={() => setTried(true)}>{t('study.voidThis')}</Button>
        ) : (
          <ConfirmButton
            busy={isPending}
            effect={t(countsHours ? 'study.voidEffect' : 'study.voidEffectLight', { count: people })}
            onConfirm={() => mutate(reason)}
          >
            {t('study.voidThis')}
          </ConfirmButton>
        )}
      </Sheet>
    </details>
  );
}
