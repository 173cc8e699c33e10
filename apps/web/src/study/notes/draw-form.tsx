import { useState, type ReactNode } from 'react';
import { useText } from '../../app/i18n/use-text.ts';
import { useRefusal } from '../../app/refusal.ts';
import { Button } from '../../ui/form/button.tsx';
import { Form } from '../../ui/form/form.tsx';
import { InputField } from '../../ui/form/input-field.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import { useDrawNotes } from './draw-queries.ts';

const most = 20;

/** How many to read; which, chance says. */
export function DrawForm({ unitId, from }: { readonly unitId: string; readonly from: number }): ReactNode {
  const t = useText();
  const sayRefusal = useRefusal();
  const [count, setCount] = useState('5');
  const { mutate, isPending, error } = useDrawNotes(unitId);
  const wanted = Number(count);
  const isFit = Number.isInteger(wanted) && wanted >= 1 && wanted <= most;
  const reason = from === 0 ? t('study.draw.nothing') : isFit ? undefined : t('study.draw.between', { most });
  return (
    <Sheet title={t('study.draw.draw')} caption={t('study.draw.from', { count: from })}>
      <div className="study-draw-form">
        <Form name={t('study.draw.draw')} onSubmit={() => mutate(wanted)}>
          <InputField
            label={t('study.draw.howMany')}
            inputMode="numeric"
            maxLength={2}
            value={count}
            onChange={setCount}
            error={error === null ? undefined : sayRefusal(error)}
          />
          <Button type="submit" primary busy={isPending} {...(reason !== undefined && { reason })}>
            {t('study.draw.draw')}
          </Button>
        </Form>
      </div>
    </Sheet>
  );
}
