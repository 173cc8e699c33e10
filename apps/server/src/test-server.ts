/** The server's door for tests that need all of it. */
export { openTestServer, type TestServer, type TestSession } from './testing/server.ts';
export { countStatements } from './testing/count-statements.ts';
