import type { Fault } from '../house/fault.ts';
import { isTest } from './check-zones.ts';
import type { Write } from './read-writes.ts';

const place = /^apps\/server\/src\/([a-z-]+)\//;

/** A slice writes only its own tables, and files that only read write nothing; rollup reads and folds across, so it is free. */
export function checkWrites(path: string, writes: readonly Write[], owners: Readonly<Record<string, string>>): Fault[] {
  const slice = place.exec(path)?.[1];
  if (slice === undefined || slice === 'rollup' || isTest(path)) return [];
  return writes.flatMap(({ table, line }) => {
    const message = wrongWrite(path, slice, table, owners);
    return message === undefined ? [] : [{ path, line, message }];
  });
}

function wrongWrite(
  path: string,
  slice: string,
  table: string | undefined,
  owners: Readonly<Record<string, string>>,
): string | undefined {
  if (/(\.view|\/queries)\.ts$/.test(path)) return `a file that only reads writes ${table ?? 'a table'}`;
  if (table === undefined) return 'name the table literally, so that its owner can be checked';
  const owner = owners[table];
  if (owner === undefined) return `the table ${table} has no owner: name it in tools/src/table-owners.ts`;
  return owner === slice ? undefined : `${table} belongs to ${owner}: ask it through ${owner}/index.ts`;
}
