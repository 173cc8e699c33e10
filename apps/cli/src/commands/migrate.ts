import { Command } from 'commander';
import { outputOf } from '../output.ts';
import { theServer } from '../the-server.ts';
import { configOf, withData, type Common } from '../settings.ts';

const folder = './data/instance';

export function migrateCommand(): Command {
  const command = new Command('migrate')
    .description('bring the database up to this version, and stop')
    .option(
      '--take-over',
      'with DATABASE_URL: give the roles of that server the passwords of this data folder, though another folder gave them theirs; the instance of that folder is locked out',
    );
  return withData(command, folder).action(async (options: Common & { readonly takeOver?: true }) => {
    const output = outputOf(options);
    const { openInstallation } = await theServer();
    const takeOver = options.takeOver === true;
    const installation = await openInstallation(await configOf(options, folder), 'real', output.say, { takeOver });
    await installation.close();
    output.result({ applied: installation.applied }, [
      installation.applied.length === 0 ? 'The database is up to date.' : `Applied: ${installation.applied.join(', ')}`,
    ]);
  });
}
