import type * as Server from '@muster/server/operations';

/** The server is some thousand files: a command reads it once it is at work, so that help, and the desk's build, do not wait for them. */
export const theServer = (): Promise<typeof Server> => import('@muster/server/operations');
