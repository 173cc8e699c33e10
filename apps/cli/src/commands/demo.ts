import type { DemoSize, RunningDemo } from '@muster/server/serving';
import { Command, Option } from 'commander';
import { buildDesk } from '../desk.ts';
import { Failed } from '../failed.ts';
import { outputOf, type Output } from '../output.ts';
import { phases } from '../phases.ts';
import { theServer, theServing } from '../the-server.ts';
import { refuseTakenPort } from '../refuse-taken-port.ts';
import { configOf, withData, type Common } from '../settings.ts';
import { untilStopped } from '../until-stopped.ts';

const folder = './data/demo';

interface Options extends Common {
  readonly fresh?: true;
  readonly city?: true;
  readonly town?: true;
  readonly check?: true;
}

const sizes = {
  city: 'city (two batches, 3,240 units, 52,501 members; real places, made-up units and people)',
  town: 'town (10 organisations, 220 members)',
} as const;

export function demoCommand(): Command {
  const command = new Command('demo')
    .description(`build the demo ${sizes.city} and serve it, or what is in its folder; all of it is fictional`)
    .addOption(new Option('--town', `a small demo instead, in seconds: a ${sizes.town}`).conflicts('city'))
    .option('--city', 'the city, by its name')
    .addOption(
      new Option(
        '--check',
        'build nothing: hold the figures of the demo city that is there against the documents (exit code 3)',
      ).conflicts(['town', 'fresh']),
    )
    .option('--fresh', 'throw the demo away first and build it anew')
    .option('--port <port>', 'port to listen on (MUSTER_PORT, else 4870)');
  return withData(command, folder).action(async (options: Options) => {
    if (options.check === true) return check(options);
    const output = outputOf(options);
    const started = Date.now();
    await untilStopped(output, (stopping) => begin(options, { output, started, stopping }));
  });
}

interface Beginning {
  readonly output: Output;
  readonly started: number;
  readonly stopping: AbortSignal;
}

async function begin(options: Options, { output, started, stopping }: Beginning): Promise<RunningDemo> {
  const failing = new AbortController();
  const desk = buildDesk(output, { signal: AbortSignal.any([stopping, failing.signal]) });
  // Awaited once the data is there; until then a failure must not end the process by itself.
  desk.catch(() => undefined);
  try {
    return await serveDemo(options, { output, started, stopping, desk });
  } catch (error) {
    failing.abort();
    throw error;
  }
}

async function serveDemo(
  options: Options,
  { output, started, stopping, desk }: Beginning & { readonly desk: Promise<unknown> },
): Promise<RunningDemo> {
  const bars = phases(output, { making: 'Getting ready', building: 'Building the demo' });
  // Said before anything is read: that takes a while, too.
  bars.at('making', 0, 1);
  const build = async () => {
    const { demo, demoAccounts, sizeOfDemo } = await theServing();
    const config = await configOf(options, folder, true);
    await refuseTakenPort(config);
    const size = sizeOfDemo(config.dataFolder, askedFor(options));
    const running = await demo(config, {
      size,
      fresh: options.fresh === true,
      say: output.say,
      progress: (done, all) => bars.at('building', done, all),
      migrated: (done, all) => bars.at('making', done, all),
      desk,
      stopping,
      voteWaits: (address) =>
        output.say(
          `Electronic votes were held. One waits for you: nine have drawn, print the slips and take one of the first row. ${address}`,
        ),
    });
    return { running, size, data: config.dataFolder, accounts: demoAccounts(size) };
  };
  const { running, size, data, accounts } = await bars.of(build());
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  output.result({ address: running.address, data, accounts, ...running.voting }, [
    `The demo ${size} is ready at ${running.address} (${seconds} s). Everything in it is fictional.`,
    '',
    ...accounts.map(({ role, login, password }) => `  ${role.padEnd(18)} ${login.padEnd(11)} ${password}`),
    '',
    'Ctrl-C stops it; the next start takes seconds. The same command with --fresh starts over.',
  ]);
  void tellHistory(running, output, started);
  void tellVotes(running, output);
  return running;
}

const askedFor = ({ town, city }: Options): DemoSize | null => {
  if (town === true) return 'town';
  return city === true ? 'city' : null;
};

/** Of a city's past, which is being written while it is served: every second how far it is. */
async function tellHistory(running: RunningDemo, output: Output, started: number): Promise<void> {
  if (running.history() === null) return;
  output.say('Its past is being written, county by county; a county can only be looked at until it is whole.');
  const bar = output.progress('Writing the past');
  const timer = setInterval(() => {
    const history = running.history();
    if (history !== null) bar.at(history.done, history.all);
  }, 1000);
  try {
    await running.whole;
    clearInterval(timer);
    bar.stop();
    if (running.history() === null) output.say(`The past is whole (${Math.round((Date.now() - started) / 1000)} s).`);
  } catch (error) {
    clearInterval(timer);
    bar.stop();
    output.say(`The past could not be written: ${String(error)}. The same command with --fresh starts over.`);
  }
}

/** Of what went wrong with them; the rest is told where the reader's vote waits. */
async function tellVotes(running: RunningDemo, output: Output): Promise<void> {
  const isWhole = await running.whole.then(
    () => true,
    () => false,
  );
  if (!isWhole) return;
  await running.votes.catch((error: unknown) => {
    output.say(`The electronic votes of the demo could not be held: ${String(error)}`);
  });
}

/** The documents' figures are the city's. */
async function refuseButCity(data: string): Promise<void> {
  const { demoThere } = await theServing();
  const there = demoThere(data);
  if (there === 'city') return;
  const what = {
    town: 'the demo town, and --check knows the figures of the city alone',
    real: 'an instance that is no demo, and --check knows the figures of the demo city alone',
    nothing: 'no demo to check',
  }[there];
  throw new Failed(`${data} holds ${what}: --data names the folder of a city, "muster demo --city" builds one.`, 2);
}

/** Beside a demo that is being served, too. */
async function check(options: Options): Promise<void> {
  const output = outputOf(options);
  const { checkDemo, findInstallation } = await theServer();
  const config = await configOf(options, folder, true);
  await refuseButCity(config.dataFolder);
  const installation = await findInstallation(config, output.say);
  try {
    const figures = await checkDemo(installation);
    const different = figures.filter(({ agrees }) => !agrees).length;
    output.result({ figures }, [
      ...figures.map(
        ({ title, stated, found, agrees }) =>
          `${title.padEnd(34)} ${found}${agrees ? '' : `   DIFFERS: the documents say ${stated}`}`,
      ),
      different === 0 ? 'Every figure is the documents’.' : `${different} figures are not the documents’.`,
    ]);
    if (different > 0) throw new Failed(`${different} figures differ from the documents`, 3);
  } finally {
    await installation.close();
  }
}
