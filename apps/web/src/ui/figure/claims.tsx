import { Fragment, type ReactNode } from 'react';
import { Figure } from './figure.tsx';
import './claims.css';

export type Claim = {
  readonly key: string;
  readonly who: ReactNode;
  readonly value: number;
  /** Where it was claimed, or what the count leaves out. */
  readonly where?: ReactNode;
  /** A count of ours opens its list; what others typed never does. */
  readonly href?: string;
};

/** Claimed and counted side by side, never added; the sign between says whether they agree. */
export function Claims({ claims }: { readonly claims: readonly Claim[] }): ReactNode {
  return (
    <div className="m-claims">
      {claims.map(({ key, who, value, where, href }, place) => (
        <Fragment key={key}>
          {place > 0 && <span className="m-claims-sign">{claims[place - 1]?.value === value ? '=' : '≠'}</span>}
          <div>
            <span className="m-caption">{who}</span>
            <Figure value={value} size="lead" href={href} />
            <span className="m-caption">{where}</span>
          </div>
        </Fragment>
      ))}
    </div>
  );
}
