import type { ReactNode } from 'react';
import { Figure } from '../figure/figure.tsx';
import { Percent } from '../figure/percent.tsx';
import './chart.css';

export type BandBar = { readonly key: string; readonly label: string; readonly count: number; readonly href?: string };

/** A bar a band in the order of the bands, each with its figure, so that they add up to the whole. */
export function BandBars({ name, bands }: { readonly name: string; readonly bands: readonly BandBar[] }): ReactNode {
  const whole = bands.reduce((sum, { count }) => sum + count, 0);
  const most = Math.max(1, ...bands.map(({ count }) => count));
  return (
    <ul className="m-band-bars" aria-label={name}>
      {bands.map(({ key, label, count, href }) => (
        <li key={key}>
          <span>{label}</span>
          <span className="m-band-bar" aria-hidden="true">
            <i style={{ width: `${((count / most) * 100).toString()}%` }} />
          </span>
          <Figure value={count} {...(count > 0 && href !== undefined && { href, label })} />
          <Percent part={count} whole={whole} digits={1} countsBeside />
        </li>
      ))}
    </ul>
  );
}
