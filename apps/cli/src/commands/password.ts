import { Command } from 'commander';
import { askSecret } from '../ask-secret.ts';
import { Failed } from '../failed.ts';
import { outputOf } from '../output.ts';
import { asLogin } from '../words.ts';
import { theServer } from '../the-server.ts';
import { configOf, withData, type Common } from '../settings.ts';

const folder = './data/instance';

export function passwordCommand(): Command {
  const command = new Command('password')
    .description(
      'set a forgotten password, when nobody above can print an activation sheet; the new one is read from standard input',
    )
    .argument('<login>', 'whose password', asLogin);
  return withData(command, folder).action(async (login: string, options: Common) => {
    const output = outputOf(options);
    const { findInstallation, isLogin, setPasswordOf } = await theServer();
    const installation = await findInstallation(await configOf(options, folder), output.say);
    try {
      if (!(await isLogin(installation, login))) throw new Failed(`Nobody has the login ${login}.`);
      const password = await askSecret('New password: ');
      if (password === null) throw new Failed('No password was given on standard input; nothing was changed.');
      const refused = await setPasswordOf(installation, login, password);
      if (refused !== null) throw new Failed(refused);
      output.result({ login }, [`${login} has a new password; open sessions have ended.`]);
    } finally {
      await installation.close();
    }
  });
}
