import { useId, useState, type ReactNode } from 'react';
import './sheet.css';

type Props = {
  readonly title?: ReactNode;
  /** One line of facts beside the title. */
  readonly caption?: ReactNode;
  /** As of, or one link; at the right end of the head. */
  readonly right?: ReactNode;
  readonly foot?: ReactNode;
  readonly children: ReactNode;
  readonly padded?: boolean;
  /** The word that opens it, where it is shut at first; what is in it is asked for when it is opened, and stays. */
  readonly folded?: string | undefined;
};

/** A sheet of paper with a hairline round it; it never floats and never has a shadow. */
export function Sheet({ title, caption, right, foot, children, padded = false, folded }: Props): ReactNode {
  const id = useId();
  const [wasOpened, setWasOpened] = useState(false);
  const body = (
    <>
      {padded ? <div className="m-sheet-body">{children}</div> : children}
      {foot !== undefined && foot !== null && foot !== false && <footer className="m-sheet-foot">{foot}</footer>}
    </>
  );
  return (
    <section className="m-sheet" {...(title === undefined ? {} : { 'aria-labelledby': id })}>
      {title !== undefined && (
        <header className="m-sheet-head">
          <h2 id={id}>{title}</h2>
          {caption !== undefined && <span className="m-caption">{caption}</span>}
          {right !== undefined && <span className="m-sheet-right m-caption">{right}</span>}
        </header>
      )}
      {folded === undefined ? (
        body
      ) : (
        <details
          className="m-sheet-fold"
          onToggle={({ currentTarget }) => setWasOpened((before) => before || currentTarget.open)}
        >
          <summary>{folded}</summary>
          {wasOpened && body}
        </details>
      )}
    </section>
  );
}
