import { routes } from '@muster/contract';
import { readGate } from '@muster/contract/gate';
import { listRoots } from '@muster/contract/organisation';
import { fileBytes } from '@muster/contract/platform';
import { listUnitsIn } from '@muster/contract/rollup';
import { listMembers } from '@muster/contract/roster';
import { listActivities } from '@muster/contract/study';
import type pg from 'pg';
import { visitAs } from '../operations/visit.ts';
import type { Visitor } from '../operations/visitor.ts';
import { openDatabase } from '../platform/database/db.ts';
import type { FilesPlace } from '../platform/files/files.ts';
import { queries } from './whole-requests.ts';

/**
 * Statements that the application sends for each page and list of the topmost node of a tree, by the route's name and the tree, and of
 * some units in their stage, each with a branch, a member and an activity, the fewest of them: as many in a town as in a city. `application` is how the application reaches the database; files are not asked for.
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
      const within = await someWithin(visitor, nodes.find(({ tree }) => tree === 'place')?.id ?? '');
      const asked = [
        ...nodes.map(({ id, tree }) => ({ of: tree, params: { organisationId: id } })),
        ...within.flatMap((ids) => Object.entries(ids).map(([name, id]) => ({ of: 'within', params: { [name]: id } }))),
      ];
      for (const { of, params } of asked) {
        for (const route of routes.filter(isOf(Object.keys(params), of !== 'within'))) {
          const query = Object.fromEntries(
            Object.entries(queries[route.name] ?? {}).filter(([, value]) => value !== ''),
          );
          const before = sent;
          await visitor.call(route, { params, query, body: undefined });
          const key = `${route.name} ${of}`;
          counted.set(key, Math.min(counted.get(key) ?? Infinity, sent - before));
        }
      }
      return counted;
    });
  } finally {
    await app.close();
  }
}

const some = 6;

/**
 * Units of the place that are in their stage and have met there, each with a branch, a member and an activity. What is asked of one depends
 * on how it stands (one that has met by a plan is asked for the plan), and not on how many there are.
 */
async function someWithin(visitor: Visitor, organisationId: string) {
  const found: { unitId: string; branchId: string; personId: string; activityId: string }[] = [];
  const query = { stage: 'study', of: 'stage', value: 'open' } as const;
  const { rows } = await visitor.call(listUnitsIn, { params: { organisationId }, query });
  for (const { unit } of rows) {
    const params = { organisationId: unit.id };
    const [activity] = (await visitor.call(listActivities, { params, query: { which: 'held' } })).activities;
    const [member] = (await visitor.call(listMembers, { params, query: {} })).members;
    const [branch] = (await visitor.call(readGate, { params: { unitId: unit.id } })).unit.branches;
    if (activity !== undefined && member !== undefined && branch !== undefined)
      found.push({ unitId: unit.id, branchId: branch.id, personId: member.personId, activityId: activity.id });
    if (found.length === some) break;
  }
  if (found.length === 0) throw new Error('no unit in its stage has met');
  return found;
}

/** Asked of just these, or besides of nothing but who asks. */
function isOf(wanted: readonly string[], orNothing: boolean) {
  return ({ method, path, answer, access }: (typeof routes)[number]): boolean => {
    const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '');
    const isFile = (answer as unknown) === fileBytes;
    const isAbout = names.length > 0 || orNothing;
    return (
      method === 'GET' && !isFile && access !== 'public' && isAbout && names.every((name) => wanted.includes(name))
    );
  };
}
