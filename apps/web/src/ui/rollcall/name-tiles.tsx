import type { ReactNode } from 'react';
import { useText } from '../../app/i18n/use-text.ts';
import { UserText } from '../text/user-text.tsx';
import './rollcall.css';

export type Tile = {
  readonly key: string;
  readonly name: string;
  /** Tells two of one name apart: 二支部，1983. */
  readonly note?: string;
  /** Why absent; undefined is present. The word 缺席 stands until a reason is chosen. */
  readonly absence?: string | undefined;
  /** One of several that are picked. */
  readonly isChosen?: boolean;
};

type Props = {
  readonly people: readonly Tile[];
  /** The one whose reason is being asked for. */
  readonly current?: string | undefined;
  readonly onTap: (key: string) => void;
};

/** Everyone is present until tapped; 54 px each, three in a row on a phone. */
export function NameTiles({ people, current, onTap }: Props): ReactNode {
  const t = useText();
  return (
    <ul className="m-tiles">
      {people.map(({ key, name, note, absence, isChosen = false }) => (
        <li key={key}>
          <button
            type="button"
            className={`m-tile${absence === undefined ? '' : ' m-tile-absent'}${key === current || isChosen ? ' m-tile-current' : ''}`}
            aria-pressed={absence !== undefined || isChosen}
            onClick={() => onTap(key)}
          >
            <span>
              <UserText>{name}</UserText>
            </span>
            {absence !== undefined && <small className="m-gap">{absence === '' ? t('ui.absent') : absence}</small>}
            {absence === undefined && note !== undefined && (
              <small>
                <UserText>{note}</UserText>
              </small>
            )}
          </button>
        </li>
      ))}
    </ul>
  );
}
