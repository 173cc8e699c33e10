/** A workbook as it is to be written. Rows and columns count from 0. */
export interface Book {
  readonly sheets: readonly BookSheet[];
}

export interface BookSheet {
  readonly name: string;
  /** The first row is the header; every cell is text, so that a code keeps its zeros. */
  readonly rows: readonly (readonly string[])[];
  /** In characters. */
  readonly widths: readonly number[];
  /** Columns of figures, so that a spreadsheet can add them up. */
  readonly figures?: readonly number[];
  /** Columns that may not be left empty. */
  readonly required?: readonly number[];
  readonly marks?: readonly Mark[];
  /** Words to choose from, beneath the header. */
  readonly choices?: readonly Choice[];
  /** To be filled in: its columns take text down to the last row of the sheet. */
  readonly isForm?: boolean;
  /** Text that is read, not filled in: broken into lines. */
  readonly isProse?: boolean;
}

export interface Mark {
  readonly row: number;
  readonly column: number;
  readonly kind: 'error' | 'warning';
}

export interface Choice {
  readonly column: number;
  /** The cells with the words: a column of another sheet. */
  readonly from: { readonly sheet: string; readonly column: number; readonly words: number };
  /** Where several words may be written, others are let in. */
  readonly isOpen: boolean;
}

/** As wide as its longest cell within reason; Chinese characters are twice as wide. */
export function widthsOf(rows: readonly (readonly string[])[]): readonly number[] {
  const sample = rows.slice(0, 500);
  const columns = Math.max(0, ...sample.map((cells) => cells.length));
  return Array.from({ length: columns }, (_, column) => {
    const widest = Math.max(...sample.map((cells) => widthOf(cells[column] ?? '')));
    return Math.min(60, Math.max(8, widest + 2));
  });
}

function widthOf(text: string): number {
  return Array.from(text).reduce((sum, sign) => sum + ((sign.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1), 0);
}
