/** `B117` → 1 */
export function columnOfCell(cell: string): number {
  const letters = /^[A-Z]+/u.exec(cell)?.[0] ?? 'A';
  return Array.from(letters).reduce((sum, letter) => sum * 26 + (letter.codePointAt(0) ?? 65) - 64, 0) - 1;
}

/** 1 → `B` */
export function columnLetters(column: number): string {
  const before = column >= 26 ? columnLetters(Math.floor(column / 26) - 1) : '';
  return before + String.fromCodePoint(65 + (column % 26));
}

/** `名册!B117`, as spreadsheets write it; the sheet is left out where a file has none. */
export function addressOf({ sheet, cell }: { readonly sheet: string | null; readonly cell: string }): string {
  return sheet === null ? cell : `${sheet}!${cell}`;
}
