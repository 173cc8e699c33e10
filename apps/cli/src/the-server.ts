import type * as Server from '@muster/server/operations';
import type * as Serving from '@muster/server/serving';

/** The server is some thousand files: a command reads it once it is at work, so that help, and the desk's build, do not wait for them. */
export const theServer = (): Promise<typeof Server> => import('@muster/server/operations');

/** What serves is read in two parts, the second one while the database gets up. */
export const theServing = (): Promise<typeof Serving> => import('@muster/server/serving');
