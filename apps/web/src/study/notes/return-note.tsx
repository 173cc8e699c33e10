import { useState, type ReactNode } from 'react';
import { useText } from '../../app/i18n/use-text.ts';
import { useFieldFault, useRefusal } from '../../app/refusal.ts';
import { Button } from '../../ui/form/button.tsx';
import { InputField } from '../../ui/form/input-field.tsx';
import { useReturnNote } from './queries.ts';

/** A note goes back with a reason. */
export function ReturnNote({ noteId }: { readonly noteId: string }): ReactNode {
  const t = useText();
  const sayRefusal = useRefusal();
  const fieldFault = useFieldFault();
  const [reason, setReason] = useState('');
  const { mutate, isPending, error } = useReturnNote(noteId);
  const fault = error === null ? undefined : (fieldFault(error, 'reason') ?? sayRefusal(error));
  const said = reason.trim();
  return (
    <details className="m-unprinted">
      <summary>{t('study.note.return')}</summary>
      <InputField label={t('study.note.why')} error={fault} maxLength={200} value={reason} onChange={setReason} />
      <Button busy={isPending} {...(said === '' && { reason: t('study.note.whyFirst') })} onClick={() => mutate(said)}>
        {t('study.note.return')}
      </Button>
    </details>
  );
}
