import type { ReactNode } from 'react';
import { Figure } from './figure.tsx';
import { Percent } from './percent.tsx';
import './bands.css';

export type Band = { readonly key: string; readonly label: ReactNode; readonly count: number; readonly href?: string };

/** All bands, highest first, so that they add up to the whole; three steps of one hue, which is no state. */
export function Bands({ bands }: { readonly bands: readonly Band[] }): ReactNode {
  const whole = bands.reduce((sum, band) => sum + band.count, 0);
  return (
    <div className="m-bands">
      <div className="m-bands-bar" aria-hidden="true">
        {bands.map(
          (band, step) =>
            band.count > 0 && <i key={band.key} className={`m-band-${step + 1}`} style={{ flexGrow: band.count }} />,
        )}
      </div>
      <ul>
        {bands.map((band, step) => (
          <li key={band.key} className="m-bands-row">
            <i className={`m-band-${step + 1}`} />
            <span>{band.label}</span>
            <Figure value={band.count} href={band.href} />
            <Percent part={band.count} whole={whole} countsBeside />
          </li>
        ))}
      </ul>
    </div>
  );
}
