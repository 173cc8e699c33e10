import { useState, type ReactNode } from 'react';
import { useDraft } from '../../app/draft.ts';
import { FormFault } from '../../app/form-fault.tsx';
import { useText } from '../../app/i18n/use-text.ts';
import { useFormFaults } from '../../app/refusal.ts';
import { Button } from '../../ui/form/button.tsx';
import { Field } from '../../ui/form/field.tsx';
import { Form } from '../../ui/form/form.tsx';
import { TextArea } from '../../ui/form/input.tsx';
import { useDecideTime } from './queries.ts';

/** Give the time, or refuse it and say why. */
export function DecideForm({ extensionId }: { readonly extensionId: string }): ReactNode {
  const t = useText();
  const draft = useDraft(`extension-decision.${extensionId}`, { note: '' });
  const [tried, setTried] = useState(false);
  const { mutate, isPending, error } = useDecideTime(extensionId, draft.discard);
  const faults = useFormFaults(error, ['note']);
  const note = draft.value.note.trim();
  const say = (outcome: 'granted' | 'refused'): void => mutate({ outcome, note: note === '' ? null : note });
  const refuse = (): void => {
    setTried(true);
    if (note !== '') say('refused');
  };
  const missing = tried && note === '' ? t('obligation.relief.sayWhy') : faults.at('note');
  return (
    <Form name={t('obligation.relief.decide')} onSubmit={() => say('granted')}>
      <Field
        label={t('obligation.note')}
        hint={t('obligation.relief.noteHint')}
        {...(missing !== undefined && { error: missing })}
      >
        {(wires) => (
          <TextArea
            {...wires}
            rows={2}
            maxLength={2000}
            value={draft.value.note}
            onChange={(event) => draft.change({ note: event.target.value })}
          />
        )}
      </Field>
      <FormFault>{faults.rest}</FormFault>
      <div className="m-owed-acts">
        <Button type="submit" primary busy={isPending}>
          {t('obligation.relief.grant')}
        </Button>
        <Button busy={isPending} onClick={refuse}>
          {t('obligation.relief.refuse')}
        </Button>
      </div>
    </Form>
  );
}
