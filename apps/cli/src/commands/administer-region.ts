import { Command } from 'commander';
import { letGoWhenStopped } from '../let-go-when-stopped.ts';
import { outputOf } from '../output.ts';
import { theServer } from '../the-server.ts';
import { configOf, withData, type Common } from '../settings.ts';
import { asLogin, asRegion } from '../words.ts';

const folder = './data/instance';

interface Options extends Common {
  readonly administrator: string;
}

export function administerRegionCommand(): Command {
  const command = new Command('administer-region')
    .description(
      'appoint an administrator at both topmost nodes of a storage region, where nobody is left who could appoint one',
    )
    .argument('<region>', 'its number', asRegion)
    .requiredOption('--administrator <login>', 'who administers there, and appoints the others', asLogin);
  return withData(command, folder).action(async (region: number, options: Options) => {
    const output = outputOf(options);
    const { administerRegion, findInstallation } = await theServer();
    const config = await configOf(options, folder);
    const installation = await letGoWhenStopped(output, findInstallation(config, output.say));
    try {
      const { administrator: login } = options;
      const when = { at: new Date(), timeZone: config.timeZone };
      const nodes = await administerRegion(installation.worker, { region, login }, when);
      output.result({ region, administrator: login, nodes }, [
        `${login} administers ${nodes.join(' and ')} from now on.`,
      ]);
    } finally {
      await installation.close();
    }
  });
}
