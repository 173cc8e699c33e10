import type { ReactNode } from 'react';
import { CountBar } from './count-bar.tsx';
import './roll-strip.css';

type Props = { readonly done: number; readonly total: number; readonly size?: 'row' | 'head' };

/**
 * One tick a person or duty, the missing ones hollow. For the eye only: the figure beside says it.
 * Under four there is nothing to see, over sixty it is a bar. Not for ballots.
 */
export function RollStrip({ done, total, size = 'row' }: Props): ReactNode {
  if (total < 4) return null;
  if (total > 60) return <CountBar met={done} gap={total - done} ink />;
  const ticks = Array.from({ length: total }, (_, place) => place);
  return (
    <span className={`m-roll m-roll-${size}`} aria-hidden="true">
      {ticks.map((place) => (
        <i key={place} className={place < done ? 'm-roll-here' : 'm-roll-missing'} />
      ))}
    </span>
  );
}
