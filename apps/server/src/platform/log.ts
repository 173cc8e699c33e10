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
      // A database error's detail quotes the row; only what identifies the fault is kept.
      err: (error: Error & { code?: string; constraint?: string; table?: string }) => ({
        type: error.name,
        code: error.code,
        constraint: error.constraint,
        table: error.table,
        message: error.code === undefined ? error.message : undefined,
        stack: error.stack?.split('\n').slice(1, 12).join('\n'),
      }),
    },
  });
}
