import { Command, Option } from 'commander';
import { buildDesk } from '../desk.ts';
import { outputOf } from '../output.ts';

export function buildCommand(): Command {
  return new Command('build')
    .description('build the desk anew; serve and demo do it by themselves when its sources are newer')
    .addOption(new Option('--json', 'print the result as one JSON document'))
    .action(async (options: { readonly json?: true }) => {
      const output = outputOf(options);
      const folder = await buildDesk(output, { always: true });
      output.result({ folder }, [
        folder === null ? 'This copy has no sources of the desk.' : `The desk is in ${folder}`,
      ]);
    });
}
