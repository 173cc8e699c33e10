import { Command, Option } from 'commander';
import { buildDesk, canBuildDesk } from '../desk.ts';
import { buildRecountPage } from '../recount/build-page.ts';
import { outputOf, type Output } from '../output.ts';
import { theServer } from '../the-server.ts';

interface Options {
  readonly json?: true;
  readonly ifNeeded?: true;
}

export function buildCommand(): Command {
  return new Command('build')
    .description(
      'build the desk and the page that recounts offline anew; installing, serve and demo build the desk by themselves when its sources are newer',
    )
    .option(
      '--if-needed',
      'only where its sources are newer and what builds it is installed: what "npm ci" does at its end',
    )
    .addOption(new Option('--json', 'print the result as one JSON document'))
    .action(async (options: Options) => {
      const output = outputOf(options);
      const folder =
        options.ifNeeded === true ? await afterInstalling(output) : await buildDesk(output, { always: true });
      const page = options.ifNeeded === true || folder === null ? null : await buildRecountPage();
      output.result({ folder, page }, [
        folder === null
          ? 'No desk was built: its sources, or what builds it, are not here.'
          : `The desk is in ${folder}`,
        ...(page === null ? [] : [`The page that recounts offline is ${page}`]),
      ]);
    });
}

/** What the first start would else have to wait for: the desk, and the program compiled, which Node keeps of what it has read. */
async function afterInstalling(output: Output): Promise<string | null> {
  const [folder] = await Promise.all([canBuildDesk() ? buildDesk(output) : null, theServer()]);
  return folder;
}
