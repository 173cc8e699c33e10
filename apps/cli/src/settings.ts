import type { Config } from '@muster/server/serving';
import { Option, type Command } from 'commander';
import { theServing } from './the-server.ts';

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

/** `quietly`: where somebody watches the terminal, requests are not told one by one unless asked for. */
export async function configOf({ data, port }: Common, fallback: string, quietly = false): Promise<Config> {
  const { readConfig } = await theServing();
  const folder = data ?? process.env['MUSTER_DATA'] ?? fallback;
  const level = process.env['MUSTER_LOG_LEVEL'] ?? (quietly ? 'warn' : undefined);
  return readConfig(process.env, {
    MUSTER_DATA: { value: folder, ...(data === undefined ? {} : { option: '--data' }) },
    ...(port === undefined ? {} : { MUSTER_PORT: { value: port, option: '--port' } }),
    ...(level === undefined ? {} : { MUSTER_LOG_LEVEL: { value: level } }),
  });
}
