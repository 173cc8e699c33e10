import { useState, type ReactNode } from 'react';
import { useDraft } from '../app/draft.ts';
import { FormFault } from '../app/form-fault.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { useFormFaults } from '../app/refusal.ts';
import { Button } from '../ui/form/button.tsx';
import { Form } from '../ui/form/form.tsx';
import { SavedAt } from '../ui/form/saved-at.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { ItemFields, type Given } from './check-item-fields.tsx';
import { useIntended } from './order-queries.ts';
import { check, review, type Said, type SelfCheck } from './self-check-queries.ts';

type Props = {
  readonly unitId: string;
  readonly checked: SelfCheck;
  /** The check that is looked at; null: the unit checks itself. */
  readonly reviewing: string | null;
};

/** Every item answered, with words where something is lacking; kept on this device until it is sent. */
export function CheckForm({ unitId, checked, reviewing }: Props): ReactNode {
  const t = useText();
  const empty: { given: Readonly<Record<string, Given>> } = { given: {} };
  const draft = useDraft(reviewing === null ? `self-check.${unitId}` : `check-again.${reviewing}`, empty);
  const [tried, setTried] = useState(false);
  const { mutate, isPending, error } = useIntended<Said>(reviewing === null ? check(unitId) : review(reviewing), () => {
    draft.discard();
    setTried(false);
  });
  const faults = useFormFaults(error, ['items']);
  const { given } = draft.value;
  const items = checked.items.flatMap(({ code }) => {
    const { answer, note = '' } = given[code] ?? {};
    const words = note.trim();
    if (answer === undefined || (answer === 'lacking' && words === '')) return [];
    return [{ code, answer, note: answer === 'lacking' ? words : null }];
  });
  const send = (): void => {
    setTried(true);
    if (items.length === checked.items.length) mutate({ items });
  };
  const name = t(
    reviewing !== null
      ? 'supervision.selfCheck.checkAgain'
      : checked.check === null
        ? 'supervision.selfCheck.check'
        : 'supervision.selfCheck.checkAnew',
  );
  return (
    <Sheet title={name} padded>
      <Form name={name} onSubmit={send}>
        {checked.items.map((item) => (
          <ItemFields
            key={item.code}
            item={item}
            given={given[item.code] ?? {}}
            tried={tried}
            onChange={(part) => draft.change({ given: { ...given, [item.code]: { ...given[item.code], ...part } } })}
          />
        ))}
        <FormFault>{faults.at('items') ?? faults.rest}</FormFault>
        <div className="supervision-acts">
          <Button type="submit" primary busy={isPending}>
            {t('supervision.selfCheck.send')}
          </Button>
          {draft.savedAt !== null && <SavedAt at={draft.savedAt} />}
        </div>
      </Form>
    </Sheet>
  );
}
