import type { ReactNode } from 'react';
import { useTitles } from '../../app/campaign.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { useToday } from '../../app/now.ts';
import { Field } from '../../ui/form/field.tsx';
import { InputField } from '../../ui/form/input-field.tsx';
import { Choice } from '../../ui/form/input.tsx';

export type Mode = { readonly code: string; readonly earns: boolean };
type Value = { readonly mode: string; readonly on: string; readonly minutes: string };
type Props = {
  readonly value: Value;
  readonly change: (part: Partial<Value>) => void;
  readonly modes: readonly Mode[];
  readonly faultAt: (field: keyof Value) => string | undefined;
  readonly minutesHint: string;
};

/** In which way, on which day and, where it counts, for how long. */
export function MakeUpFields({ value, change, modes, faultAt, minutesHint }: Props): ReactNode {
  const t = useText();
  const titles = useTitles();
  const today = useToday();
  return (
    <div className="study-make-up-fields">
      <Field label={t('study.makeUp.how')} error={faultAt('mode')}>
        {(wires) => (
          <Choice {...wires} value={value.mode} onChange={(event) => change({ mode: event.target.value })}>
            {modes.map(({ code }) => (
              <option key={code} value={code}>
                {titles.makeUpMode(code)}
              </option>
            ))}
          </Choice>
        )}
      </Field>
      <InputField
        label={t('study.date')}
        error={faultAt('on')}
        type="date"
        max={today}
        value={value.on}
        onChange={(typed) => change({ on: typed })}
      />
      {earnsBy(modes, value.mode) && (
        <InputField
          label={t('study.makeUp.minutes')}
          hint={minutesHint}
          error={faultAt('minutes')}
          inputMode="numeric"
          value={value.minutes}
          onChange={(typed) => change({ minutes: typed.replaceAll(/\D/g, '') })}
        />
      )}
    </div>
  );
}

export const earnsBy = (modes: readonly Mode[], mode: string): boolean =>
  modes.find(({ code }) => code === mode)?.earns ?? false;
