import { useState, type ReactNode } from 'react';
import { FormFault } from '../app/form-fault.tsx';
import { useGo } from '../app/go.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { useToday } from '../app/now.ts';
import { useFormFaults } from '../app/refusal.ts';
import { Button } from '../ui/form/button.tsx';
import { Field } from '../ui/form/field.tsx';
import { Form } from '../ui/form/form.tsx';
import { Input } from '../ui/form/input.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { useOpen } from './queries.ts';

/** The day of the vote; who may vote is counted from the roster. */
export function OpenForm({ unitId }: { readonly unitId: string }): ReactNode {
  const t = useText();
  const go = useGo();
  const today = useToday();
  const [heldOn, setHeldOn] = useState(today);
  const { mutate, isPending, error } = useOpen(unitId, ({ id }) => go(`/assessments/${id}`));
  const faults = useFormFaults(error, ['heldOn']);
  return (
    <Sheet title={t('assessment.open')} caption={t('assessment.openAbout')} padded>
      <Form name={t('assessment.open')} onSubmit={() => mutate(heldOn)}>
        <Field label={t('assessment.heldOn')} hint={t('assessment.heldOnHint')} error={faults.at('heldOn')}>
          {(wires) => (
            <Input
              {...wires}
              type="date"
              max={today}
              value={heldOn}
              onChange={(event) => setHeldOn(event.target.value)}
            />
          )}
        </Field>
        <FormFault>{faults.rest}</FormFault>
        <Button primary type="submit" busy={isPending}>
          {t('assessment.openThis')}
        </Button>
      </Form>
    </Sheet>
  );
}
