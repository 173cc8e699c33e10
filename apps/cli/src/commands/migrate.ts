import { openInstallation } from '@muster/server/operations';
import { Command } from 'commander';
import { outputOf } from '../output.ts';
import { configOf, withData, type Common } from '../settings.ts';

const folder = './data/instance';

export function migrateCommand(): Command {
  return withData(new Command('migrate').description('bring the database up to this version, and stop'), folder).action(
    async (options: Common) => {
      const output = outputOf(options);
      const installation = await openInstallation(configOf(options, folder), 'real', output.say);
      await installation.close();
      output.result({ applied: installation.applied }, [
        installation.applied.length === 0
          ? 'The database is up to date.'
          : `Applied: ${installation.applied.join(', ')}`,
      ]);
    },
  );
}
