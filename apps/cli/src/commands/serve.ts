import { Command } from 'commander';
import { buildDesk } from '../desk.ts';
import { outputOf } from '../output.ts';
import { untilStopped } from '../until-stopped.ts';
import { theServing } from '../the-server.ts';
import { refuseTakenPort } from '../refuse-taken-port.ts';
import { configOf, withData, type Common } from '../settings.ts';

const folder = './data/instance';

export function serveCommand(): Command {
  const command = new Command('serve')
    .description('serve an instance; an empty one asks for its first administrator in the browser')
    .option('--port <port>', 'port to listen on (MUSTER_PORT, else 4870)');
  return withData(command, folder).action(async (options: Common) => {
    const output = outputOf(options);
    await untilStopped(output, async (stopping) => {
      const { serve } = await theServing();
      const config = await configOf(options, folder);
      await refuseTakenPort(config);
      await buildDesk(output, { signal: stopping });
      const running = await serve(config, { kind: 'real', say: output.say, stopping });
      const { issuer, box } = running.voting;
      output.result({ address: running.address, data: config.dataFolder, issuer, box }, [
        `Muster serves ${config.dataFolder} at ${running.address}`,
        `Electronic ballots are drawn at ${issuer}, and cast and published at ${box}`,
      ]);
      return running;
    });
  });
}
