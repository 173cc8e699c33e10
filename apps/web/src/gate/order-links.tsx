import type { ReactNode } from 'react';
import { useText } from '../app/i18n/use-text.ts';
import { Anchor } from '../ui/frame/anchor.tsx';
import type { Gate } from './queries.ts';

/** The way to what refusals ordered, beside a sentence that says what it is. */
export function OrderLinks({ gate: { unmended } }: { readonly gate: Pick<Gate, 'unmended'> }): ReactNode {
  const t = useText();
  return unmended.map(({ id, state }) => (
    <Anchor key={id} className="m-link" href={`/orders/${id}`}>
      {t(`gate.mend.act.${state}`)}
    </Anchor>
  ));
}
