import { chownSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Place } from './place.ts';

export type Settings = Readonly<Record<string, string>>;

/** Settings of the built-in server. Statements, their parameters and their errors stay out of its log: they hold or quote personal data. */
const SETTINGS: Settings = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  password_encryption: 'scram-sha-256',
  max_connections: '120',
  shared_buffers: '128MB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  jit: 'off',
  wal_level: 'replica',
  max_wal_size: '1GB',
  min_wal_size: '80MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  logging_collector: 'on',
  log_directory: 'log',
  log_filename: 'postgresql-%a.log',
  log_rotation_age: '1d',
  log_truncate_on_rotation: 'on',
  log_min_messages: 'log',
  log_statement: 'none',
  log_min_duration_statement: '-1',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
};

/** Writes postgresql.conf and pg_hba.conf anew: the code, not the folder, is where they are kept. */
export function writeSettings(place: Place, extra: Settings): void {
  const all = { ...SETTINGS, unix_socket_directories: place.socketFolder, ...extra };
  const lines = Object.entries(all).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'`);
  const note = '# Written by Muster at every start. Your own lines go into postgresql.local.conf beside this file.';
  write(place, 'postgresql.conf', [note, ...lines, "include_if_exists = 'postgresql.local.conf'", ''].join('\n'));
  write(place, 'pg_hba.conf', 'local all all scram-sha-256\n');
}

function write({ folder, identity }: Place, name: string, text: string): void {
  const file = join(folder, name);
  writeFileSync(file, text, { mode: 0o600 });
  if (identity) chownSync(file, identity.uid, identity.gid);
}
