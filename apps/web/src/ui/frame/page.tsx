import type { ReactNode } from 'react';
import './page.css';

/** The side bar and the page; `side` is left out where a page needs all the width. */
export function Page({ side, children }: { readonly side?: ReactNode; readonly children: ReactNode }): ReactNode {
  return (
    <div className="m-body">
      {side}
      <main id="main" className="m-main" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

type HeadProps = {
  readonly title: ReactNode;
  /** 24/32 instead of 22/30: the page opens with a verdict. */
  readonly verdict?: boolean;
  readonly caption?: ReactNode;
  /** As of; before the buttons. */
  readonly asOf?: ReactNode;
  readonly actions?: ReactNode;
};

export function PageHead({ title, verdict = false, caption, asOf, actions }: HeadProps): ReactNode {
  return (
    <header className="m-head">
      <div>
        <h1 className={verdict ? 'm-head-verdict' : undefined}>{title}</h1>
        {caption !== undefined && <p>{caption}</p>}
      </div>
      {(asOf !== undefined || actions !== undefined) && (
        <div className="m-head-acts">
          {asOf !== undefined && <span className="m-caption">{asOf}</span>}
          {actions}
        </div>
      )}
    </header>
  );
}
