import type { ReactNode } from 'react';
import { useTerm } from '../app/campaign.ts';
import { useFormat } from '../app/format/use-format.ts';
import { useText } from '../app/i18n/use-text.ts';
import { Anchor } from '../ui/frame/anchor.tsx';
import type { Transition } from './queries.ts';

type Props = { readonly order: Pick<NonNullable<Transition['order']>, 'id' | 'dueOn' | 'state'> };

/** What a refused unit has to do next, by when, and where. */
export function ToMend({ order: { id, dueOn, state } }: Props): ReactNode {
  const t = useText();
  const { due } = useFormat();
  const unit = useTerm('unit');
  return (
    <p>
      {t(`gate.mend.${state}`, { day: due(dueOn), unit })}{' '}
      <Anchor className="m-link" href={`/orders/${id}`}>
        {t(`gate.mend.act.${state}`)}
      </Anchor>
    </p>
  );
}
