import { setRepresentativeQuota } from '@muster/contract/roster';
import { useState, type ReactNode } from 'react';
import { useOriginName } from '../access/origin-name.ts';
import { useText } from '../app/i18n/use-text.ts';
import { useFormFaults } from '../app/refusal.ts';
import { Button } from '../ui/form/button.tsx';
import { Field } from '../ui/form/field.tsx';
import { Form } from '../ui/form/form.tsx';
import { Input } from '../ui/form/input.tsx';
import { ActFault } from './act.tsx';
import { useRosterAct } from './acts.ts';
import type { Representatives } from './member-queries.ts';

type Origins = Representatives['origins'];

/** An empty field: not set. */
export function QuotaForm({ unitId, origins }: { readonly unitId: string; readonly origins: Origins }): ReactNode {
  const t = useText();
  const originName = useOriginName();
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const { mutate, isPending, error } = useRosterAct(setRepresentativeQuota, () => setTyped({}));
  const faults = useFormFaults(error, ['own', 'subordinate', 'served']);
  const textOf = (origin: Origins[number]['origin']): string => {
    const wanted = origins.find((each) => each.origin === origin)?.wanted ?? null;
    return typed[origin] ?? (wanted === null ? '' : String(wanted));
  };
  const read = (origin: Origins[number]['origin']): number | null =>
    textOf(origin).trim() === '' ? null : Number(textOf(origin));
  const body = { own: read('own'), subordinate: read('subordinate'), served: read('served') };
  return (
    <Form name={t('roster.quota.title')} onSubmit={() => mutate({ params: { unitId }, body })}>
      <div className="roster-quota">
        {origins.map(({ origin }) => (
          <Field key={origin} label={originName(origin)} error={faults.at(origin)}>
            {(wires) => (
              <Input
                {...wires}
                inputMode="numeric"
                maxLength={5}
                value={textOf(origin)}
                onChange={(event) => setTyped({ ...typed, [origin]: event.target.value })}
              />
            )}
          </Field>
        ))}
      </div>
      <p className="m-caption m-field">{t('roster.quota.emptyIsUnset')}</p>
      <ActFault>{faults.rest}</ActFault>
      <Button type="submit" busy={isPending}>
        {t('roster.quota.act')}
      </Button>
    </Form>
  );
}
