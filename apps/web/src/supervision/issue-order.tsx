import { useState, type ReactNode } from 'react';
import { useDraft } from '../app/draft.ts';
import { FormFault } from '../app/form-fault.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { useToday } from '../app/now.ts';
import { useFormFaults } from '../app/refusal.ts';
import { Button } from '../ui/form/button.tsx';
import { Form } from '../ui/form/form.tsx';
import { OrderFields } from './order-fields.tsx';
import { order, useIntended } from './order-queries.ts';

/** An order, or another one, for what was found before. */
export function IssueOrder({ findingId }: { readonly findingId: string }): ReactNode {
  const t = useText();
  const today = useToday();
  const [open, setOpen] = useState(false);
  const [tried, setTried] = useState(false);
  const draft = useDraft(`order.${findingId}`, { orderText: '', dueOn: '' });
  const { mutate, isPending, error } = useIntended(order(findingId), () => {
    draft.discard();
    setOpen(false);
    setTried(false);
  });
  const faults = useFormFaults(error, ['text', 'dueOn']);
  const { orderText, dueOn } = draft.value;
  const missing = (what: string): string | undefined =>
    tried && what.trim() === '' ? t('supervision.order.writeFirst') : undefined;
  const send = (): void => {
    setTried(true);
    if (orderText.trim() !== '' && dueOn !== '') mutate({ text: orderText, dueOn });
  };
  if (!open) return <Button onClick={() => setOpen(true)}>{t('supervision.order.issue')}</Button>;
  return (
    <Form name={t('supervision.order.issue')} onSubmit={send}>
      <OrderFields
        value={draft.value}
        today={today}
        onChange={draft.change}
        textFault={missing(orderText) ?? faults.at('text')}
        dueFault={missing(dueOn) ?? faults.at('dueOn')}
      />
      <FormFault>{faults.rest}</FormFault>
      <Button type="submit" primary busy={isPending}>
        {t('supervision.order.issue')}
      </Button>
    </Form>
  );
}
