import type { ReactNode } from 'react';
import { countText } from '../../app/format/numbers.ts';
import { Anchor } from '../frame/anchor.tsx';
import type { State } from '../sign/state.ts';
import './figure.css';

type Props = {
  /** A count, words in its place (未测评), or null while it is not known. */
  readonly value: number | string | null;
  readonly of?: number | string;
  /** The list behind the number; without it there is no dotted rule. */
  readonly href?: string | undefined;
  readonly onOpen?: () => void;
  /** What a reader aloud says of the link. */
  readonly label?: string;
  readonly size?: 'plain' | 'row' | 'sum' | 'lead' | 'one';
  readonly state?: State | undefined;
  /** A zero with no list of its own fades, unless a denominator gives it weight. */
  readonly fades?: boolean;
};

const text = (value: number | string): string => (typeof value === 'number' ? countText(value) : value);

export function Figure({ value, of, href, onOpen, label, size = 'plain', state, fades }: Props): ReactNode {
  const shown = value === null ? '—' : text(value);
  const faint = value === null || (value === 0 && (fades ?? of === undefined));
  const tone = faint ? ' m-fig-faint' : state === undefined ? '' : ` m-${state}`;
  return (
    <span className={`m-fig m-fig-${size}${tone}`}>
      {opened(shown, value === null ? {} : { href, onOpen, label })}
      {of !== undefined && <span className="m-fig-of"> / {text(of)}</span>}
    </span>
  );
}

type Way = { href?: string | undefined; onOpen?: (() => void) | undefined; label?: string | undefined };

function opened(shown: string, { href, onOpen, label }: Way): ReactNode {
  const name = label === undefined ? {} : { 'aria-label': `${shown} ${label}` };
  if (href !== undefined)
    return (
      <Anchor className="m-n" href={href} {...name}>
        {shown}
      </Anchor>
    );
  if (onOpen !== undefined)
    return (
      <button type="button" className="m-n" onClick={onOpen} {...name}>
        {shown}
      </button>
    );
  return <span className="m-fig-n">{shown}</span>;
}
