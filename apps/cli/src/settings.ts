import { readConfig, type Config } from '@muster/server/operations';
import { Option, type Command } from 'commander';

export interface Common {
  readonly data?: string;
  readonly port?: string;
  readonly json?: true;
}

/** Options that every command has which touches an instance. */
export function withData(command: Command, fallback: string): Command {
  return command
    .addOption(new Option('--data <folder>', `folder of the instance (MUSTER_DATA, else ${fallback})`))
    .addOption(new Option('--json', 'print the result as one JSON document'));
}

export function configOf({ data, port }: Common, fallback: string): Config {
  const folder = data ?? process.env['MUSTER_DATA'] ?? fallback;
  return readConfig(process.env, { MUSTER_DATA: folder, ...(port === undefined ? {} : { MUSTER_PORT: port }) });
}
