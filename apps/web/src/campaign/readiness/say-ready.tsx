import { useState, type ReactNode } from 'react';
import { useTerms } from '../../app/campaign.ts';
import { useDraft } from '../../app/draft.ts';
import { FormFault } from '../../app/form-fault.tsx';
import { useText } from '../../app/i18n/use-text.ts';
import { useToday } from '../../app/now.ts';
import { useFormFaults } from '../../app/refusal.ts';
import { Button } from '../../ui/form/button.tsx';
import { Field } from '../../ui/form/field.tsx';
import { Form } from '../../ui/form/form.tsx';
import { Input } from '../../ui/form/input.tsx';
import { useSayReady, type ReadinessItem } from './queries.ts';

type Props = { readonly batchId: string; readonly item: ReadinessItem };

/** What no record shows is ready by the word of whoever answers for it: since which day, and on what ground. */
export function SayReady({ batchId, item }: Props): ReactNode {
  const t = useText();
  const term = useTerms();
  const today = useToday();
  const [isOpen, setOpen] = useState(false);
  const draft = useDraft(`ready.${batchId}.${item.code}`, { readyOn: today, words: '' });
  const { readyOn, words } = draft.value;
  const { mutate, isPending, error } = useSayReady(batchId, draft.discard);
  const faults = useFormFaults(error, ['readyOn', 'words']);
  if (!isOpen) {
    return (
      <p className="m-readiness-say">
        <span className="m-second">{t('campaign.ready.whose', { who: term('office') })}</span>
        <Button small onClick={() => setOpen(true)}>
          {t('campaign.ready.say')}
        </Button>
      </p>
    );
  }
  const send = (): void => mutate({ item: item.code, readyOn, words });
  return (
    <Form name={t('campaign.ready.say')} onSubmit={send}>
      <Field label={t('campaign.ready.readyOn')} error={faults.at('readyOn')}>
        {(wires) => (
          <Input
            {...wires}
            type="date"
            max={today}
            value={readyOn}
            onChange={(event) => draft.change({ readyOn: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('campaign.ready.words')} hint={t('campaign.ready.wordsHint')} error={faults.at('words')}>
        {(wires) => (
          <Input
            {...wires}
            maxLength={500}
            value={words}
            onChange={(event) => draft.change({ words: event.target.value })}
          />
        )}
      </Field>
      <FormFault>{faults.rest}</FormFault>
      <div className="m-plan-acts">
        <Button type="submit" busy={isPending}>
          {t('campaign.ready.say')}
        </Button>
        <Button quiet onClick={() => setOpen(false)}>
          {t('campaign.plan.close')}
        </Button>
      </div>
    </Form>
  );
}
