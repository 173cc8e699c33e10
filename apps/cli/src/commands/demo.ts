import { demo, demoAccounts } from '@muster/server/operations';
import { Command } from 'commander';
import { buildDesk } from '../desk.ts';
import { outputOf } from '../output.ts';
import { configOf, withData, type Common } from '../settings.ts';
import { untilStopped } from '../until-stopped.ts';

const folder = './data/demo';

export function demoCommand(): Command {
  const command = new Command('demo')
    .description('build the demo town (10 organisations, 220 members; all of it fictional) and serve it')
    .option('--fresh', 'throw the demo away first and build it anew')
    .option('--port <port>', 'port to listen on (MUSTER_PORT, else 4870)');
  return withData(command, folder).action(async (options: Common & { fresh?: true }) => {
    const output = outputOf(options);
    const config = configOf(options, folder, true);
    const started = Date.now();
    const desk = buildDesk(output);
    // Awaited once the data is there; until then a failure must not end the process by itself.
    desk.catch(() => undefined);
    const bar = output.progress('Building the demo');
    const running = await demo(config, {
      fresh: options.fresh === true,
      say: output.say,
      progress: bar.at,
      desk,
    }).finally(bar.stop);
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    output.result({ address: running.address, data: config.dataFolder, accounts: demoAccounts }, [
      `The demo town is ready at ${running.address} (${seconds} s). Everything in it is fictional.`,
      '',
      ...demoAccounts.map(({ role, login, password }) => `  ${role.padEnd(18)} ${login.padEnd(11)} ${password}`),
      '',
      'Ctrl-C stops it; the next start takes seconds. "npm run demo -- --fresh" starts over.',
    ]);
    await untilStopped(running, output);
  });
}
