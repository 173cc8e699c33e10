import { createInterface } from 'node:readline/promises';
import { openInstallation, setPasswordOf } from '@muster/server/operations';
import { Command } from 'commander';
import { Failed } from '../failed.ts';
import { outputOf } from '../output.ts';
import { configOf, withData, type Common } from '../settings.ts';

const folder = './data/instance';

export function passwordCommand(): Command {
  const command = new Command('password')
    .description(
      'set a forgotten password, when nobody above can print an activation sheet; the new one is read from standard input',
    )
    .argument('<login>', 'whose password');
  return withData(command, folder).action(async (login: string, options: Common) => {
    const output = outputOf(options);
    const config = configOf(options, folder);
    const reader = createInterface({ input: process.stdin, output: process.stderr, terminal: process.stdin.isTTY });
    const password = await reader.question('New password: ');
    reader.close();
    const installation = await openInstallation(config, 'real', output.say);
    try {
      const refused = await setPasswordOf(installation, login, password);
      if (refused !== null) throw new Failed(refused);
      output.result({ login }, [`${login} has a new password; open sessions have ended.`]);
    } finally {
      await installation.close();
    }
  });
}
