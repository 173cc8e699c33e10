import { editOrganisation } from '@muster/contract/organisation';
import { operations, type Operation } from '@muster/core/organisation';
import { useState, type ReactNode } from 'react';
import { useTitles } from '../../app/campaign.ts';
import { FormFault } from '../../app/form-fault.tsx';
import { useText } from '../../app/i18n/use-text.ts';
import { useFormFaults } from '../../app/refusal.ts';
import { Button } from '../../ui/form/button.tsx';
import { Field } from '../../ui/form/field.tsx';
import { Form } from '../../ui/form/form.tsx';
import { Choice, Input } from '../../ui/form/input.tsx';
import { useUnitClasses } from '../claims/queries.ts';
import type { Organisation } from '../queries.ts';
import { useChange } from './queries.ts';

type Props = {
  readonly organisation: Organisation['organisation'];
  readonly operation: Operation;
  readonly onDone: () => void;
};

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** What it is called, its codes, its class and what its work is like; what it was before goes into the history. */
export function EditForm({ organisation, operation, onDone }: Props): ReactNode {
  const t = useText();
  const titles = useTitles();
  const { data: classes } = useUnitClasses();
  const [wanted, setWanted] = useState({
    name: organisation.name,
    code: organisation.code ?? '',
    creditCode: organisation.creditCode ?? '',
    classCode: organisation.classCode ?? '',
    operation,
  });
  const change = (part: Partial<typeof wanted>): void => setWanted({ ...wanted, ...part });
  const { mutate, isPending, error } = useChange(editOrganisation, onDone);
  const faults = useFormFaults(error, ['name', 'code', 'creditCode', 'classCode', 'operation']);
  const save = (): void =>
    mutate({
      params: { organisationId: organisation.id },
      body: {
        name: wanted.name.trim(),
        code: orNull(wanted.code),
        creditCode: orNull(wanted.creditCode),
        classCode: orNull(wanted.classCode),
        operation: wanted.operation,
      },
    });
  const shown = classes?.classes.filter(({ code, isRetired }) => !isRetired || code === organisation.classCode) ?? [];
  return (
    <Form name={t('organisation.change.act.edit')} onSubmit={save}>
      <Field label={t('organisation.change.name')} error={faults.at('name')}>
        {(wires) => (
          <Input
            {...wires}
            maxLength={200}
            value={wanted.name}
            onChange={(event) => change({ name: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('organisation.change.code')} error={faults.at('code')} optional>
        {(wires) => (
          <Input
            {...wires}
            maxLength={64}
            value={wanted.code}
            onChange={(event) => change({ code: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('organisation.change.creditCode')} error={faults.at('creditCode')} optional>
        {(wires) => (
          <Input
            {...wires}
            maxLength={18}
            value={wanted.creditCode}
            onChange={(event) => change({ creditCode: event.target.value.toUpperCase() })}
          />
        )}
      </Field>
      {organisation.kind === 'unit' && (
        <>
          <Field label={t('organisation.change.class')} error={faults.at('classCode')} optional>
            {(wires) => (
              <Choice
                {...wires}
                value={wanted.classCode}
                onChange={(event) => change({ classCode: event.target.value })}
              >
                <option value="">{t('organisation.change.noClass')}</option>
                {shown.map(({ code, title, parentCode }) => (
                  <option key={code} value={code}>
                    {parentCode === null ? titles.of(title) : `\u3000${titles.of(title)}`}
                  </option>
                ))}
              </Choice>
            )}
          </Field>
          <Field label={t('organisation.change.operation')} error={faults.at('operation')}>
            {(wires) => (
              <Choice
                {...wires}
                value={wanted.operation}
                onChange={(event) =>
                  change({ operation: operations.find((each) => each === event.target.value) ?? operation })
                }
              >
                {operations.map((each) => (
                  <option key={each} value={each}>
                    {t(`organisation.change.operations.${each}`)}
                  </option>
                ))}
              </Choice>
            )}
          </Field>
        </>
      )}
      <FormFault>{faults.rest}</FormFault>
      <Button type="submit" busy={isPending}>
        {t('organisation.change.do.edit')}
      </Button>
    </Form>
  );
}
