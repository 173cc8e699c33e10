import type { ReactNode } from 'react';
import { Figure } from './figure.tsx';
import { RollStrip } from './roll-strip.tsx';

type Props = {
  readonly now: number | string;
  readonly needed: number | string;
  readonly href?: string;
  /** People or duties one by one; a threshold in per cent or hours has no ticks. */
  readonly ticks?: boolean;
};

export function NowNeeded({ now, needed, href, ticks = false }: Props): ReactNode {
  return (
    <>
      <Figure value={now} of={needed} size="row" href={href} />
      {ticks && typeof now === 'number' && typeof needed === 'number' && <RollStrip done={now} total={needed} />}
    </>
  );
}
