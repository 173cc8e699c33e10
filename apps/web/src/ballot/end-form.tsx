import { useState, type ReactNode } from 'react';
import { FormFault } from '../app/form-fault.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { useFormFaults } from '../app/refusal.ts';
import { Button } from '../ui/form/button.tsx';
import { Form } from '../ui/form/form.tsx';
import { InputField } from '../ui/form/input-field.tsx';
import { Picker } from '../ui/form/picker.tsx';
import { useEnd, type Poll } from './queries.ts';

type Props = { readonly poll: Poll; readonly onClose: () => void };

/** Gives a poll up that has begun, for a reason that holds now, and says what happened. */
export function EndForm({ poll, onClose }: Props): ReactNode {
  const t = useText();
  const reasons = poll.may.giveUp;
  const [chosen, setChosen] = useState(reasons[0]);
  const [note, setNote] = useState('');
  const [isTried, setTried] = useState(false);
  const { mutate, isPending, error } = useEnd(poll.id);
  const faults = useFormFaults(error, ['note']);
  const reason = reasons.find((each) => each === chosen) ?? reasons[0];
  const send = (): void => {
    setTried(true);
    if (note.trim() !== '' && reason !== undefined) mutate({ reason, note: note.trim() });
  };
  return (
    <Form name={t('ballot.giveUp')} onSubmit={send}>
      <Picker
        label={t('ballot.reason')}
        value={reason ?? ''}
        options={reasons.map((each) => [each, t(`ballot.giveUpFor.${each}`)])}
        onChange={(value) => setChosen(reasons.find((each) => each === value))}
      />
      <InputField
        label={t('ballot.note')}
        error={faults.at('note') ?? (isTried && note.trim() === '' ? t('refusal.reason-missing') : undefined)}
        maxLength={500}
        value={note}
        onChange={setNote}
      />
      <FormFault>{faults.rest}</FormFault>
      <div className="ballot-acts">
        <Button primary type="submit" busy={isPending}>
          {t('ballot.giveUp')}
        </Button>
        <Button onClick={onClose}>{t('ui.cancel')}</Button>
      </div>
    </Form>
  );
}
