import type { ReactNode } from 'react';
import { Say } from '../app/i18n/say.tsx';
import { useFormat } from '../app/format/use-format.ts';
import { UserText } from '../ui/text/user-text.tsx';
import type { History } from './member-queries.ts';

type Unsettled = NonNullable<History['unsettled']>;

/** Said before a member is transferred: what their unit has still to settle, and whether they are the last who could. */
export function UnsettledUnit({ unsettled }: { readonly unsettled: Unsettled }): ReactNode {
  const { due } = useFormat();
  const { unit, voteFails, orders, dueOn, isLast } = unsettled;
  const values = { unit: <UserText>{unit.name}</UserText> };
  return (
    <div className={isLast ? 'm-field m-gap' : 'm-field'}>
      {voteFails && (
        <p>
          <Say k="roster.transfer.voteFailed" values={values} />
        </p>
      )}
      {orders > 0 && dueOn !== null && (
        <p>
          <Say k="roster.transfer.ordersOpen" values={{ ...values, orders: String(orders), day: due(dueOn) }} />
        </p>
      )}
    </div>
  );
}
