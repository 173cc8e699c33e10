import { generate, PostgresDialect, type GeneratorDialect } from 'kysely-codegen';

/** What the pool's value parsers make of a type; everything unknown here, as ltree, is text. */
const TYPES = {
  date: 'string',
  int8: 'number',
  numeric: 'number',
  json: 'unknown',
  jsonb: 'unknown',
  timestamptz: 'Date',
};

/** The row types of a migrated database, as the text of a TypeScript file. */
export async function rowTypes(connectionString: string): Promise<string> {
  const dialect: GeneratorDialect = new PostgresDialect({ defaultSchemas: ['public'] });
  const db = await dialect.introspector.connect({ connectionString, dialect });
  try {
    return await generate({ db, dialect, outFile: null, includePattern: 'public.*', typeMapping: TYPES });
  } finally {
    await db.destroy();
  }
}
