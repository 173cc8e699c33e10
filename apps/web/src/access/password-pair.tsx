import type { ReactNode } from 'react';
import { useText } from '../app/i18n/use-text.ts';
import { Field } from '../ui/form/field.tsx';
import { Input } from '../ui/form/input.tsx';

export type Pair = { readonly password: string; readonly again: string };
export const emptyPair: Pair = { password: '', again: '' };

export function pairAgrees({ password, again }: Pair): boolean {
  return password !== '' && password === again;
}

type Props = {
  readonly pair: Pair;
  readonly onChange: (pair: Pair) => void;
  /** Once the button was pressed: says what does not agree. */
  readonly tried: boolean;
  readonly error?: string | undefined;
};

/** A new password, twice: nobody can look it up again. */
export function PasswordPair({ pair, onChange, tried, error }: Props): ReactNode {
  const t = useText();
  const isEmpty = tried && pair.password === '';
  const apart = tried && !isEmpty && !pairAgrees(pair);
  return (
    <>
      <Field
        label={t('access.newPassword')}
        hint={t('access.passwordHint')}
        error={isEmpty ? t('access.passwordEmpty') : error}
      >
        {(wires) => (
          <Input
            {...wires}
            type="password"
            autoComplete="new-password"
            value={pair.password}
            onChange={(event) => onChange({ ...pair, password: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('access.passwordAgain')} error={apart ? t('access.passwordsDiffer') : undefined}>
        {(wires) => (
          <Input
            {...wires}
            type="password"
            autoComplete="new-password"
            value={pair.again}
            onChange={(event) => onChange({ ...pair, again: event.target.value })}
          />
        )}
      </Field>
    </>
  );
}
