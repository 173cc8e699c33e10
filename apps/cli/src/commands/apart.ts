import { Command } from 'commander';
import { outputOf } from '../output.ts';
import { theServer } from '../the-server.ts';
import { configOf, withData, type Common } from '../settings.ts';
import { untilStopped } from '../until-stopped.ts';

const folder = './data/instance';

export function issuerCommand(): Command {
  return apart('issuer', 'run the issuer of electronic ballots by itself (MUSTER_VOTING=apart)', 'MUSTER_ISSUER_PORT');
}

export function boxCommand(): Command {
  return apart(
    'box',
    'run the box of electronic ballots, and its boards, by itself (MUSTER_VOTING=apart)',
    'MUSTER_BOX_PORT',
  );
}

function apart(name: 'issuer' | 'box', description: string, variable: string): Command {
  const command = new Command(name).description(`${description}; on the machine and in the data folder of the desk`);
  withData(command, folder).addHelpText('after', `\nIts port comes from ${variable}.`);
  return command.action(async (options: Common) => {
    const output = outputOf(options);
    await untilStopped(output, async () => {
      const { serveApart } = await theServer();
      const running = await serveApart(name, await configOf(options, folder), output.say);
      output.result({ address: running.address }, [`The ${name} answers at ${running.address}`]);
      return running;
    });
  });
}
