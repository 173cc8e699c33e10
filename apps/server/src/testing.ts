/** The server's door for tests and tools. */
export { withClient } from './platform/database/client.ts';
export { startTestCluster, stopTestCluster } from './testing/cluster.ts';
export { cloneDatabase, ensureTemplate, type TestDatabase } from './testing/database.ts';
