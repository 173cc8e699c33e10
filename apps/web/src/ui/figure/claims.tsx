import { Fragment, type ReactNode } from 'react';
import { Figure } from './figure.tsx';
import './claims.css';

export type ClaimColumn = {
  readonly key: string;
  readonly who: ReactNode;
  /** Null where nobody stated it. */
  readonly value: number | null;
  /** Where it was stated, or what the count leaves out. */
  readonly where?: ReactNode;
  /** A count of ours opens its list; what others typed never does. */
  readonly href?: string;
};

/** Stated and counted side by side, never added; the sign between says whether they agree. */
export function Claims({ columns }: { readonly columns: readonly ClaimColumn[] }): ReactNode {
  return (
    <div className="m-claims">
      {columns.map(({ key, who, value, where, href }, place) => (
        <Fragment key={key}>
          {place > 0 && <span className="m-claims-sign">{sign(columns[place - 1]?.value ?? null, value)}</span>}
          <div data-claim={key}>
            <span className="m-caption">{who}</span>
            <Figure value={value} size="lead" href={href} />
            <span className="m-caption">{where}</span>
          </div>
        </Fragment>
      ))}
    </div>
  );
}

function sign(before: number | null, after: number | null): string {
  if (before === null || after === null) return '';
  return before === after ? '=' : '≠';
}
