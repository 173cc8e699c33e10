import { setImmediate } from 'node:timers/promises';

/**
 * Reads a part of the program once whoever called it has sent off what others are to do. Reading holds this process up until all is
 * read, so what another process can do meanwhile has to be asked for first; and `pieces` of it that are read before it, each by itself,
 * let progress be told in between.
 */
export function meanwhile<Part>(
  read: () => Promise<Part>,
  pieces: readonly (() => Promise<unknown>)[] = [],
): Promise<Part> {
  const part = inPieces(read, pieces);
  // Whoever awaits it hears of a failure; where nobody comes to that, it must not end the process by itself.
  part.catch(() => undefined);
  return part;
}

async function inPieces<Part>(read: () => Promise<Part>, pieces: readonly (() => Promise<unknown>)[]): Promise<Part> {
  for (const piece of pieces) {
    await setImmediate();
    await piece();
  }
  await setImmediate();
  return read();
}
