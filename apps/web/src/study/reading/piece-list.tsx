import { useState, type ReactNode } from 'react';
import { useTitles } from '../../app/campaign.ts';
import type { Piece } from './queries.ts';
import './reading.css';

type Props<P extends Piece> = {
  readonly pieces: readonly P[];
  readonly isRead: (piece: P) => boolean;
  /** Null: nothing can be ticked here, or not this one. */
  readonly onTick: ((piece: string, read: boolean, settled: () => void) => void) | null;
  readonly isFixed?: (piece: P) => boolean;
  readonly note?: (piece: P) => ReactNode;
};

/** Works, and the chapters of each: one touch a chapter. */
export function PieceList<P extends Piece>({ pieces, isRead, onTick, isFixed, note }: Props<P>): ReactNode {
  const titles = useTitles();
  // What was touched shows at once, and until the list says so itself.
  const [touched, setTouched] = useState<{ readonly piece: string; readonly read: boolean } | null>(null);
  const tick = (piece: string, read: boolean): void => {
    setTouched({ piece, read });
    onTick?.(piece, read, () => setTouched(null));
  };
  const works = [...Map.groupBy(pieces, ({ piece }) => piece.split('/')[0] ?? piece)];
  const line = (each: P, name: string) => (
    <li key={each.piece}>
      <label>
        <input
          type="checkbox"
          checked={touched?.piece === each.piece ? touched.read : isRead(each)}
          disabled={onTick === null || isFixed?.(each) === true}
          onChange={(event) => tick(each.piece, event.target.checked)}
        />
        <span>
          {name}
          {note !== undefined && <span className="m-second">{note(each)}</span>}
        </span>
      </label>
    </li>
  );
  return (
    <div className="study-pieces">
      {works.map(([work, those]) => {
        const [first] = those;
        if (first === undefined) return null;
        const title = titles.of(first.work);
        if (first.chapter === null) return <ul key={work}>{line(first, title)}</ul>;
        return (
          <fieldset key={work}>
            <legend>{title}</legend>
            <ul>{those.map((each) => line(each, each.chapter === null ? title : titles.of(each.chapter)))}</ul>
          </fieldset>
        );
      })}
    </div>
  );
}
