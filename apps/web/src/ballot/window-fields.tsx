import type { ReactNode } from 'react';
import { useText } from '../app/i18n/use-text.ts';
import { InputField } from '../ui/form/input-field.tsx';
import type { TypedWindow } from './times.ts';

type Props = {
  readonly label: string;
  readonly hint: string;
  readonly error: string | undefined;
  readonly typed: TypedWindow;
  readonly onChange: (typed: TypedWindow) => void;
};

/** From when to when. */
export function WindowFields({ label, hint, error, typed, onChange }: Props): ReactNode {
  const t = useText();
  return (
    <fieldset className="ballot-window">
      <legend>{label}</legend>
      <InputField
        label={t('ballot.from')}
        hint={hint}
        error={error}
        type="datetime-local"
        value={typed.from}
        onChange={(from) => onChange({ ...typed, from })}
      />
      <InputField
        label={t('ballot.until')}
        type="datetime-local"
        value={typed.until}
        onChange={(until) => onChange({ ...typed, until })}
      />
    </fieldset>
  );
}
