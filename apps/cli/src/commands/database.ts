import { Argument, Command } from 'commander';
import { outputOf } from '../output.ts';
import { theServer } from '../the-server.ts';
import { configOf, withData, type Common } from '../settings.ts';

const folder = './data/instance';

export function databaseCommand(): Command {
  const command = new Command('database')
    .description(
      'print the address of the database for psql or a back-up, and keep the built-in one running until stopped',
    )
    .addArgument(new Argument('[role]', 'whose rights to take').choices(['app', 'worker', 'owner']).default('app'));
  return withData(command, folder).action(async (role: 'app' | 'worker' | 'owner', options: Common) => {
    const output = outputOf(options);
    const { databaseAddress, findInstallation } = await theServer();
    const installation = await findInstallation(await configOf(options, folder), output.say);
    const address = databaseAddress(installation, role);
    output.result({ address }, [address]);
    if (!installation.cluster.started) return installation.close();
    output.say('Ctrl-C stops the database.');
    // Listeners of signals do not keep a process alive; a timer does.
    const alive = setInterval(() => undefined, 60_000);
    await new Promise((resolve) => process.once('SIGINT', resolve).once('SIGTERM', resolve));
    clearInterval(alive);
    await installation.close();
  });
}
