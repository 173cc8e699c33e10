import type { ReactNode } from 'react';
import { useText } from '../app/i18n/use-text.ts';
import type { State } from '../ui/sign/state.ts';
import { StateWord } from '../ui/sign/state-word.tsx';
import type { Order } from './order-queries.ts';

const signs: Readonly<Record<Order['state'], State>> = {
  open: 'gap',
  returned: 'gap',
  answered: 'wait',
  verified: 'met',
};

/** How far an order is, in a word; answered late says so, for ever. */
export function OrderStateWord({
  order: { state, isLate },
}: {
  readonly order: Pick<Order, 'state' | 'isLate'>;
}): ReactNode {
  const t = useText();
  return (
    <span>
      <StateWord state={signs[state]} small>
        {t(`supervision.order.state.${state}`)}
      </StateWord>
      {isLate && <span className="m-second">{t('supervision.order.late')}</span>}
    </span>
  );
}
