/** Control characters but for breaks and tabs, and what stands for bytes that are no character. */
const unreadable = /[^\P{Cc}\t\n\v\f\r]|\ufffd/gu;

/** Old programs end a file with it. */
const endOfFile = '\u001a';

/** Read as text, any bytes have about ten in a hundred. */
const mostInAHundred = 2;

/** Whether what was read as text is some: a damaged character spoils a cell, many show that the file is something else. */
export function isText(text: string): boolean {
  if (text.includes('\0')) return false;
  const found = (text.match(unreadable)?.length ?? 0) - (text.endsWith(endOfFile) ? 1 : 0);
  return found * 100 <= text.length * mostInAHundred;
}
