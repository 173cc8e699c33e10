import type { ReactNode } from 'react';
import { countText } from '../../app/format/numbers.ts';
import { UserText } from '../text/user-text.tsx';
import './cells.css';

export type QuotedCell = {
  readonly text: string;
  /** Repeats in the list of issues below. */
  readonly issue?: number;
  readonly grave?: boolean;
};

/** Rows left out between two quoted ones show as dots. */
export type QuotedRow = { readonly number: number; readonly isHead?: boolean; readonly cells: readonly QuotedCell[] };

type Props = {
  readonly name: string;
  readonly letters: readonly string[];
  readonly rows: readonly QuotedRow[];
  readonly widths?: readonly (number | undefined)[];
};

/** The one place with grid lines, row numbers and column letters, since it quotes somebody's spreadsheet. */
export function QuotedSheet({ name, letters, rows, widths }: Props): ReactNode {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must take the keyboard
    <section className="m-cells-scroll" aria-label={name} tabIndex={0}>
      <table className="m-cells" aria-label={name}>
        <colgroup>
          <col style={{ width: 48 }} />
          {letters.map((letter, place) => (
            <col key={letter} {...(widths?.[place] !== undefined && { style: { width: widths[place] } })} />
          ))}
        </colgroup>
        <thead>
          <tr>
            <td>{'\u00A0'}</td>
            {letters.map((letter) => (
              <th key={letter} scope="col">
                {letter}
              </th>
            ))}
          </tr>
        </thead>
        {rows.map((row, place) => (
          <tbody key={row.number} className={row.isHead === true ? 'm-cells-head' : undefined}>
            {place > 0 && row.number > (rows[place - 1]?.number ?? 0) + 1 && <Dots across={letters.length} />}
            <tr>
              <th scope="row">{countText(row.number)}</th>
              {row.cells.map((cell, column) => (
                <Cell key={letters[column]} {...cell} />
              ))}
            </tr>
          </tbody>
        ))}
      </table>
    </section>
  );
}

function Cell({ text, issue, grave = false }: QuotedCell): ReactNode {
  return (
    <td className={issue === undefined ? undefined : grave ? 'm-cell-gap' : 'm-cell-wait'}>
      {issue !== undefined && <span className={`m-issue-number${grave ? '' : ' m-issue-warning'}`}>{issue}</span>}
      <UserText>{text}</UserText>
    </td>
  );
}

function Dots({ across }: { readonly across: number }): ReactNode {
  return (
    <tr className="m-cells-dots" aria-hidden="true">
      <th>⋮</th>
      {Array.from({ length: across }, (_, place) => (
        <td key={place}>{'\u00A0'}</td>
      ))}
    </tr>
  );
}
