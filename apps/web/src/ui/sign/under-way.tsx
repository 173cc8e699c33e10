import type { ReactNode } from 'react';
import './under-way.css';

interface Props {
  readonly what: string;
  /** How many of how many; null where nothing is counted yet. */
  readonly counted: { readonly done: number; readonly all: number; readonly words: string } | null;
}

/** Something that takes its time: a bar of what is done, not of time guessed. */
export function UnderWay({ what, counted }: Props): ReactNode {
  return (
    <div className="m-under-way">
      <span>{what}</span>
      {counted !== null && <span className="m-caption m-under-way-count">{counted.words}</span>}
      <progress aria-label={what} {...(counted !== null && { value: counted.done, max: counted.all })} />
    </div>
  );
}
