/** The server's door for tests and tools that need a database and nothing of the slices. */
export { withClient } from './platform/database/client.ts';
export { startTestCluster, stopTestCluster } from './testing/cluster.ts';
export { cloneDatabase, ensureTemplate, type TestDatabase } from './testing/database.ts';
