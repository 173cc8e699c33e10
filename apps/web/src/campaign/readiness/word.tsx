import { useState, type ReactNode } from 'react';
import { FormFault } from '../../app/form-fault.tsx';
import { civilDate } from '../../app/format/dates.ts';
import { useFormat } from '../../app/format/use-format.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { useFormFaults } from '../../app/refusal.ts';
import { Button } from '../../ui/form/button.tsx';
import { Field } from '../../ui/form/field.tsx';
import { Form } from '../../ui/form/form.tsx';
import { Input } from '../../ui/form/input.tsx';
import { Facts } from '../../ui/text/facts.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { useTakeBackReady, type ReadinessItem } from './queries.ts';

type Said = NonNullable<ReadinessItem['word']>;

/** What was said, by whom, and since when it is so; whoever may open the batch may take it back. */
export function Word({ word, canTakeBack }: { readonly word: Said; readonly canTakeBack: boolean }): ReactNode {
  const t = useText();
  const { day } = useFormat();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <p className="m-readiness-say">
        <span>
          <Facts>
            {t('campaign.ready.since', { day: day(word.readyOn) })}
            <UserText>{word.words}</UserText>
            <UserText>{word.saidBy}</UserText>
          </Facts>
        </span>
        {canTakeBack && !isOpen && (
          <Button small quiet onClick={() => setOpen(true)}>
            {t('campaign.ready.takeBack')}
          </Button>
        )}
      </p>
      {canTakeBack && isOpen && <TakeBack word={word} onClose={() => setOpen(false)} />}
    </>
  );
}

function TakeBack({ word, onClose }: { readonly word: Said; readonly onClose: () => void }): ReactNode {
  const t = useText();
  const [reason, setReason] = useState('');
  const { mutate, isPending, error } = useTakeBackReady(word.id);
  const faults = useFormFaults(error, ['reason']);
  return (
    <Form name={t('campaign.ready.takeBack')} onSubmit={() => mutate({ reason })}>
      <Field label={t('campaign.reason')} error={faults.at('reason')}>
        {(wires) => (
          <Input {...wires} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
        )}
      </Field>
      <FormFault>{faults.rest}</FormFault>
      <div className="m-plan-acts">
        <Button type="submit" busy={isPending}>
          {t('campaign.ready.takeBack')}
        </Button>
        <Button quiet onClick={onClose}>
          {t('campaign.plan.close')}
        </Button>
      </div>
    </Form>
  );
}

/** Words that no longer stand, each with who took it back and why. */
export function TakenBack({ words }: { readonly words: ReadinessItem['takenBack'] }): ReactNode {
  const t = useText();
  const { day } = useFormat();
  if (words.length === 0) return null;
  return (
    <ul className="m-readiness-back">
      {words.map(({ id, words: said, saidBy, by, at, reason }) => (
        <li key={id} className="m-second">
          <Facts>
            <s>
              <UserText>{said}</UserText>
            </s>
            <UserText>{saidBy}</UserText>
            {t('campaign.ready.takenBack', { day: day(civilDate(at)) })}
            <UserText>{reason}</UserText>
            <UserText>{by}</UserText>
          </Facts>
        </li>
      ))}
    </ul>
  );
}
