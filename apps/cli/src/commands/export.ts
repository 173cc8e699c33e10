import { writeFileSync } from 'node:fs';
import { exportFile, openInstallation } from '@muster/server/operations';
import { Argument, Command } from 'commander';
import { outputOf } from '../output.ts';
import { configOf, withData, type Common } from '../settings.ts';

const folder = './data/instance';

interface ExportOptions extends Common {
  readonly as: string;
  readonly under?: string;
  readonly output?: string;
}

export function exportCommand(): Command {
  const command = new Command('export')
    .description('write organisations or members as a CSV that imports again unchanged')
    .addArgument(new Argument('<what>', 'what to write').choices(['organisations', 'members']))
    .requiredOption('--as <login>', 'in whose name, and with whose rights')
    .option(
      '--under <id>',
      'id of the node, as in the desk’s addresses, to export (else the topmost one of that person)',
    )
    .option('-o, --output <file>', 'file to write (else standard output)');
  return withData(command, folder).action(async (what: 'organisations' | 'members', options: ExportOptions) => {
    const output = outputOf(options);
    const installation = await openInstallation(configOf(options, folder), 'real', output.say);
    try {
      const made = await exportFile(installation, { what, login: options.as, under: options.under ?? null });
      if (options.output === undefined) {
        output.result(made, [made.csv]);
        return;
      }
      writeFileSync(options.output, made.csv);
      output.result({ file: options.output }, [`Written to ${options.output}`]);
    } finally {
      await installation.close();
    }
  });
}
