import { useState, type ReactNode } from 'react';
import { useTerms, useTitles, type Campaign } from '../app/campaign.ts';
import { FormFault } from '../app/form-fault.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { useToday } from '../app/now.ts';
import { useFormFaults } from '../app/refusal.ts';
import { Trouble } from '../app/trouble.tsx';
import { Button } from '../ui/form/button.tsx';
import { ConfirmButton } from '../ui/form/confirm-button.tsx';
import { Field } from '../ui/form/field.tsx';
import { Form } from '../ui/form/form.tsx';
import { Input } from '../ui/form/input.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { useCloseCampaign, useClosing, type Closing } from './queries.ts';

/** The last act of a campaign: on a day, for a reason, in sight of who has not finished; asked once more before it is done. */
export function CloseCampaign({ campaign }: { readonly campaign: Campaign }): ReactNode {
  const t = useText();
  const term = useTerms();
  const titles = useTitles();
  const today = useToday();
  const [day, setDay] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const closing = useClosing(campaign.id);
  const close = useCloseCampaign(campaign.id);
  const faults = useFormFaults(close.error, ['closedOn', 'reason']);
  if (closing.error !== null)
    return <Trouble error={closing.error} what={t('campaign.close')} onRetry={() => void closing.refetch()} />;
  if (closing.data === undefined) return null;
  const { unfinished } = closing.data;
  const figures = {
    count: unfinished,
    units: closing.data.units,
    unit: term('unit', closing.data.units === 1 ? 'one' : 'many'),
  };
  const act = t('campaign.closeAct', { name: titles.of(campaign.name) });
  const send = (): void => close.mutate({ closedOn: day ?? today, reason, unfinished });
  return (
    <Form name={t('campaign.close')} onSubmit={() => undefined}>
      <Unfinished closing={closing.data}>{t('campaign.unfinished', figures)}</Unfinished>
      <Field label={t('campaign.closedOn')} error={faults.at('closedOn')}>
        {(wires) => (
          <Input
            {...wires}
            type="date"
            min={campaign.startedOn}
            max={today}
            value={day ?? today}
            onChange={(event) => setDay(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('campaign.closeReason')} error={faults.at('reason')}>
        {(wires) => (
          <Input {...wires} value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
        )}
      </Field>
      <FormFault>{faults.rest}</FormFault>
      {reason.trim() === '' ? (
        <Button reason={t('campaign.closeReasonFirst')}>{act}</Button>
      ) : (
        <ConfirmButton
          busy={close.isPending}
          onConfirm={send}
          effect={
            <>
              <p>{t('campaign.unfinished', figures)}</p>
              <p>{t('campaign.closeEffect')}</p>
            </>
          }
        >
          {act}
        </ConfirmButton>
      )}
    </Form>
  );
}

/** The count opens its names. */
function Unfinished({ closing, children }: { readonly closing: Closing; readonly children: string }): ReactNode {
  const t = useText();
  if (closing.unfinished === 0) return <p className="m-unfinished">{children}</p>;
  return (
    <details className="m-unfinished">
      <summary>{children}</summary>
      <ul>
        {closing.names.map(({ id, name }) => (
          <li key={id}>
            <Anchor className="m-link" href={`/units/${id}`}>
              <UserText>{name}</UserText>
            </Anchor>
          </li>
        ))}
        {closing.names.length < closing.unfinished && (
          <li>{t('campaign.furtherNames', { count: closing.unfinished - closing.names.length })}</li>
        )}
      </ul>
    </details>
  );
}
