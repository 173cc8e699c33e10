import type { ReactNode } from 'react';
import type { Gate } from './queries.ts';
import { ToMend } from './to-mend.tsx';

/** What refusals ordered and nobody else has verified: by when, and the way there. */
export function UnmendedOrders({ gate: { unmended } }: { readonly gate: Pick<Gate, 'unmended'> }): ReactNode {
  return unmended.map((order) => <ToMend key={order.id} order={order} />);
}
