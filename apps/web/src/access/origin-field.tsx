import type { ReactNode } from 'react';
import { useText } from '../app/i18n/use-text.ts';
import { Field } from '../ui/form/field.tsx';
import { Choice } from '../ui/form/input.tsx';
import { useOriginName } from './origin-name.ts';

const origins = ['own', 'subordinate', 'served'] as const;
export type Origin = (typeof origins)[number];

type Props = {
  readonly origin: Origin;
  readonly onChange: (origin: Origin) => void;
  readonly error?: ReactNode;
};

/** Where those come from who speak for the masses. */
export function OriginField({ origin, onChange, error }: Props): ReactNode {
  const t = useText();
  const originName = useOriginName();
  return (
    <Field label={t('access.appoint.origin')} error={error}>
      {(wires) => (
        <Choice {...wires} value={origin} onChange={(event) => onChange(event.target.value as Origin)}>
          {origins.map((one) => (
            <option key={one} value={one}>
              {originName(one)}
            </option>
          ))}
        </Choice>
      )}
    </Field>
  );
}
