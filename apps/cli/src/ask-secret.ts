import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** One line of standard input, which is not shown while it is typed; null where the input ends before there is one. */
export async function askSecret(question: string): Promise<string | null> {
  const terminal = process.stdin.isTTY;
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  process.stderr.write(question);
  const reader = createInterface({ input: process.stdin, output: nowhere, terminal });
  try {
    for await (const line of reader) return line;
    return null;
  } finally {
    reader.close();
    process.stderr.write('\n');
  }
}
