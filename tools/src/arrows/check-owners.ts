import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Visitor } from 'oxc-parser';
import type { Fault } from '../house/fault.ts';
import { parseSource } from '../house/parse-source.ts';
import { slices } from '../house/slices.ts';

const schemaFile = 'apps/server/src/platform/database/schema.gen.ts';
const path = 'tools/src/table-owners.ts';

/** Every table of the generated schema has one owner, a slice or the platform, and no owner is left over from a table that is gone. */
export function checkOwners(root: string, owners: Readonly<Record<string, string>>): Fault[] {
  const strangers = Object.entries(owners)
    .filter(([, owner]) => owner !== 'platform' && !slices.includes(owner))
    .map(([table, owner]) => ({ path, message: `${table}: ${owner} is neither a slice nor the platform` }));
  if (!existsSync(join(root, schemaFile))) return strangers;
  const tables = readTables(root);
  const orphans = [...tables]
    .filter((table) => owners[table] === undefined)
    .map((table) => ({ path, message: `the table ${table} has no owner` }));
  const stale = Object.keys(owners)
    .filter((table) => !tables.has(table))
    .map((table) => ({ path, message: `there is no table ${table}` }));
  return [...strangers, ...orphans, ...stale];
}

/** The names in kysely-codegen's `export interface DB { … }`. */
function readTables(root: string): Set<string> {
  const tables = new Set<string>();
  new Visitor({
    TSInterfaceDeclaration: (node) => {
      if (node.id.name !== 'DB') return;
      for (const member of node.body.body) {
        if (member.type !== 'TSPropertySignature') continue;
        if (member.key.type === 'Identifier') tables.add(member.key.name);
        if (member.key.type === 'Literal') tables.add(String(member.key.value));
      }
    },
  }).visit(parseSource(root, schemaFile).parsed.program);
  return tables;
}
