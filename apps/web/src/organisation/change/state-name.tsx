import type { ReactNode } from 'react';
import { useText } from '../../app/i18n/use-text.ts';
import { StateWord } from '../../ui/sign/state-word.tsx';

type Props = { readonly state: 'normal' | 'weak' | 'paralysed' | 'empty' };

/** Normal, or what it is in place of that. */
export function StateName({ state }: Props): ReactNode {
  const t = useText();
  return (
    <StateWord small state={state === 'normal' ? 'met' : 'gap'}>
      {t(`organisation.change.states.${state}`)}
    </StateWord>
  );
}
