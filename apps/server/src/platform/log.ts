import { pino, type Logger } from 'pino';

export type Log = Logger;

/** Structured lines on stdout; what could name a person is left out at the source, not masked here. */
export function makeLog(level: string): Log {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: {
      req: () => undefined,
      res: () => undefined,
      err: faultOf,
    },
  });
}

/**
 * What identifies a fault, and nothing that it may quote: a database's message and detail hold the row, a parser's the text. The
 * message stands at the head of the stack too, on as many lines as it has, so only the frames are taken.
 */
function faultOf(error: Error & { code?: string; constraint?: string; table?: string }): object {
  const { name: type, code, constraint, table } = error;
  const quotes = code !== undefined || error instanceof SyntaxError;
  const frames = error.stack?.split('\n').filter((line) => /^ {4}at /.test(line));
  return {
    type,
    code,
    constraint,
    table,
    message: quotes ? undefined : error.message,
    stack: frames?.slice(0, 11).join('\n'),
  };
}
