import type { ReactNode } from 'react';
import { UserText } from '../../ui/text/user-text.tsx';
import './pick-lines.css';

export type Line = {
  readonly id: string;
  /** Null where whose it is says all. */
  readonly what: ReactNode;
  readonly whose: string;
  /** Why it could not be taken. */
  readonly fault: string | undefined;
};

type Props = {
  readonly legend: string;
  readonly lines: readonly Line[];
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
  /** All of them or none. */
  readonly all: string;
};

/** Which of a list are meant: each by its own box, all of them by one. */
export function PickLines({ legend, lines, chosen, onChoose, all }: Props): ReactNode {
  const isAll = lines.every(({ id }) => chosen.has(id));
  const toggle = (id: string): void => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChoose(next);
  };
  return (
    <fieldset className="m-pick-lines" aria-label={legend}>
      {lines.length > 1 && (
        <label className="m-pick-all">
          <input
            type="checkbox"
            checked={isAll}
            onChange={() => onChoose(isAll ? new Set() : new Set(lines.map(({ id }) => id)))}
          />
          {all}
        </label>
      )}
      {lines.map(({ id, what, whose, fault }) => (
        <label key={id}>
          <input type="checkbox" checked={chosen.has(id)} onChange={() => toggle(id)} />
          <span>
            <UserText>{whose}</UserText>
            {what !== null && <span className="m-second">{what}</span>}
            {fault !== undefined && <span className="m-field-error">{fault}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
