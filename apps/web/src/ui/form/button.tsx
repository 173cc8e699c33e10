import { useId, type ButtonHTMLAttributes, type ReactNode } from 'react';
import { Anchor } from '../frame/anchor.tsx';
import './button.css';

type Look = {
  readonly children: ReactNode;
  /** One a page. */
  readonly primary?: boolean;
  /** 28 px, in rows. */
  readonly small?: boolean;
  /** No border: an act beside a stronger one. */
  readonly quiet?: boolean;
};

type Props = Look &
  Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className' | 'disabled'> & {
    /** Why it cannot be pressed now; stands beside it in words. */
    readonly reason?: ReactNode;
    /** Sent and not yet answered: pressing again does nothing. */
    readonly busy?: boolean;
  };

const classes = ({ primary, small, quiet }: Look): string =>
  `m-btn${primary ? ' m-btn-primary' : ''}${small ? ' m-btn-small' : ''}${quiet ? ' m-btn-quiet' : ''}`;

export function Button({
  children,
  primary,
  small,
  quiet,
  reason,
  busy = false,
  type = 'button',
  ...rest
}: Props): ReactNode {
  const id = useId();
  const look = { children, primary: primary ?? false, small: small ?? false, quiet: quiet ?? false };
  if (reason === undefined)
    return (
      <button {...rest} type={type} className={classes(look)} disabled={busy} aria-busy={busy}>
        {children}
      </button>
    );
  return (
    <span className="m-btn-reasoned">
      <span id={id} className="m-caption">
        {reason}
      </span>
      <button {...rest} type={type} className="m-btn m-btn-off" disabled aria-describedby={id}>
        {children}
      </button>
    </span>
  );
}

/** A link that looks like a button, where the act begins on another page. */
export function ButtonLink({
  href,
  onClick,
  ...look
}: Look & { readonly href: string; readonly onClick?: (() => void) | undefined }): ReactNode {
  return (
    <Anchor href={href} onClick={onClick} className={classes(look)}>
      {look.children}
    </Anchor>
  );
}
