/** Cells copied from a spreadsheet come parted by tabs, those with a line break or a quotation mark in quotation marks; what has no tab is CSV already. */
export function csvOfPasted(text: string): string {
  if (!text.includes('\t')) return text;
  return cellsOf(text)
    .map((line) => line.map(quote).join(','))
    .join('\r\n');
}

function cellsOf(text: string): string[][] {
  const lines: string[][] = [[]];
  // A cell, and the tab, the end of the line or the end of all after it.
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^\t\r\n]*))(\t|\r\n|\n|\r|$)/gu)) {
    lines.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '') break;
    if (end !== '\t') lines.push([]);
  }
  return lines.filter((line, place) => place < lines.length - 1 || line.some((cell) => cell !== ''));
}

function quote(text: string): string {
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
