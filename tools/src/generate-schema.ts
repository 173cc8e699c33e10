/** Writes the row types and the readable snapshot of the schema from a freshly migrated database. */
import { writeFileSync } from 'node:fs';
import { freshSchema, SNAPSHOT_FILE, TYPES_FILE } from './schema/fresh-schema.ts';

const fresh = await freshSchema();
writeFileSync(TYPES_FILE, fresh.types);
writeFileSync(SNAPSHOT_FILE, fresh.snapshot);
console.log(`schema: ${fresh.snapshot.split('\n').length} lines of snapshot and the row types written`);
