import type { ReactNode } from 'react';
import { useText } from '../app/i18n/use-text.ts';
import { StateWord } from '../ui/sign/state-word.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import type { Item } from './self-check-queries.ts';

/** What somebody said of an item, and what is lacking. */
export function Answer({ said }: { readonly said: Item['unit'] }): ReactNode {
  const t = useText();
  if (said === null) return '—';
  return (
    <span>
      <StateWord state={said.answer === 'in-order' ? 'met' : 'gap'} small>
        {t(`supervision.selfCheck.answer.${said.answer}`)}
      </StateWord>
      {said.note !== null && (
        <span className="m-second">
          <UserText>{said.note}</UserText>
        </span>
      )}
    </span>
  );
}
