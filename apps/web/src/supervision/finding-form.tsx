import { useState, type ReactNode } from 'react';
import { useTitles } from '../app/campaign.ts';
import { useDraft } from '../app/draft.ts';
import { FormFault } from '../app/form-fault.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { useToday } from '../app/now.ts';
import { useFormFaults } from '../app/refusal.ts';
import { Button } from '../ui/form/button.tsx';
import { Field } from '../ui/form/field.tsx';
import { Form } from '../ui/form/form.tsx';
import { Choice, TextArea } from '../ui/form/input.tsx';
import { SavedAt } from '../ui/form/saved-at.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { OrderFields } from './order-fields.tsx';
import { find, useIntended, type Findings, type NewFinding } from './order-queries.ts';

type Props = { readonly unitId: string; readonly codes: Findings['codes'] };

const empty = { code: '', text: '', withOrder: true, orderText: '', dueOn: '' };

/** What the team found, and what it orders to be put right; the draft is kept at every keystroke. */
export function FindingForm({ unitId, codes }: Props): ReactNode {
  const t = useText();
  const titles = useTitles();
  const today = useToday();
  const draft = useDraft(`finding.${unitId}`, empty);
  const [tried, setTried] = useState(false);
  const { mutate, isPending, error } = useIntended<NewFinding>(find(unitId), () => {
    draft.discard();
    setTried(false);
  });
  const faults = useFormFaults(error, ['code', 'text', 'dueOn']);
  const { code, text, withOrder, orderText, dueOn } = draft.value;
  const missing = (what: string): string | undefined =>
    tried && what.trim() === '' ? t('supervision.order.writeFirst') : undefined;
  const send = (): void => {
    setTried(true);
    if (text.trim() === '' || (withOrder && (orderText.trim() === '' || dueOn === ''))) return;
    mutate({ code: code === '' ? null : code, text, order: withOrder ? { text: orderText, dueOn } : null });
  };
  return (
    <Sheet title={t('supervision.finding.record')} padded>
      <Form name={t('supervision.finding.record')} onSubmit={send}>
        {codes.length > 0 && (
          <Field label={t('supervision.finding.code')} optional error={faults.at('code')}>
            {(wires) => (
              <Choice {...wires} value={code} onChange={(event) => draft.change({ code: event.target.value })}>
                <option value="">{t('supervision.finding.noCode')}</option>
                {codes.map((one) => (
                  <option key={one.code} value={one.code}>
                    {one.title === null ? one.code : titles.of(one.title)}
                  </option>
                ))}
              </Choice>
            )}
          </Field>
        )}
        <Field label={t('supervision.finding.text')} error={missing(text) ?? faults.at('text')}>
          {(wires) => (
            <TextArea
              {...wires}
              rows={3}
              maxLength={4000}
              value={text}
              onChange={(event) => draft.change({ text: event.target.value })}
            />
          )}
        </Field>
        <label className="supervision-choice">
          <input
            type="checkbox"
            checked={withOrder}
            onChange={(event) => draft.change({ withOrder: event.target.checked })}
          />
          {t('supervision.finding.withOrder')}
        </label>
        {withOrder && (
          <OrderFields
            value={draft.value}
            today={today}
            onChange={draft.change}
            textFault={missing(orderText)}
            dueFault={missing(dueOn) ?? faults.at('dueOn')}
          />
        )}
        <FormFault>{faults.rest}</FormFault>
        <div className="supervision-acts">
          <Button type="submit" primary busy={isPending}>
            {t('supervision.finding.keep')}
          </Button>
          {draft.savedAt !== null && <SavedAt at={draft.savedAt} />}
        </div>
      </Form>
    </Sheet>
  );
}
