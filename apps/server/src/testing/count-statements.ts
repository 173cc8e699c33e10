import { routes } from '@muster/contract';
import { listRoots } from '@muster/contract/organisation';
import { fileBytes } from '@muster/contract/platform';
import type pg from 'pg';
import { visitAs } from '../operations/visit.ts';
import { openDatabase } from '../platform/database/db.ts';
import type { FilesPlace } from '../platform/files/files.ts';
import { queries } from './whole-requests.ts';

/**
 * Statements that the application sends for each page and list of the topmost node of a tree, by the route's name and the tree: as many
 * in a town as in a city. `application` is how the application reaches the database; files are not asked for.
 */
export async function countStatements(
  { application, files }: { readonly application: pg.PoolConfig; readonly files: FilesPlace },
  login: string,
): Promise<ReadonlyMap<string, number>> {
  let sent = 0;
  const app = openDatabase(application, (statement) => {
    // A session is kept open once a minute, on whichever page that falls.
    if (!statement.includes('access_touch_session')) sent += 1;
  });
  try {
    return await visitAs({ app, files }, login, async (visitor) => {
      const counted = new Map<string, number>();
      const { nodes } = await visitor.call(listRoots, {});
      for (const { id, tree } of nodes) {
        for (const route of routes.filter(isOfNode)) {
          const query = Object.fromEntries(
            Object.entries(queries[route.name] ?? {}).filter(([, value]) => value !== ''),
          );
          const before = sent;
          await visitor.call(route, { params: { organisationId: id }, query, body: undefined });
          counted.set(`${route.name} ${tree}`, sent - before);
        }
      }
      return counted;
    });
  } finally {
    await app.close();
  }
}

/** Asked of a node, or of nothing but who asks. */
function isOfNode({ method, path, answer, access }: (typeof routes)[number]): boolean {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name);
  const isFile = (answer as unknown) === fileBytes;
  return method === 'GET' && !isFile && access !== 'public' && names.every((name) => name === 'organisationId');
}
