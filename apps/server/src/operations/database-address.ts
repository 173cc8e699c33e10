import type { Installation } from './installation.ts';

/** A connection address for psql and its like; it holds the password of the role. */
export function databaseAddress({ cluster }: Installation, role: 'app' | 'worker' | 'owner'): string {
  const { user, password, host, port, database, connectionString } = cluster.connection(role);
  if (connectionString !== undefined && user === undefined) return connectionString;
  const secret = typeof password === 'string' ? encodeURIComponent(password) : '';
  return `postgresql://${user ?? ''}:${secret}@${encodeURIComponent(host ?? 'localhost')}:${port ?? 5432}/${database ?? ''}`;
}
