import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { importFile, openInstallation } from '@muster/server/operations';
import { Argument, Command } from 'commander';
import { Failed } from '../failed.ts';
import { outputOf } from '../output.ts';
import { configOf, withData, type Common } from '../settings.ts';

const folder = './data/instance';

interface ImportOptions extends Common {
  readonly as: string;
  readonly under?: string;
  readonly commit?: true;
  readonly exceptRefused?: true;
}

export function importCommand(): Command {
  const command = new Command('import')
    .description('import organisations or members from a CSV file; without --commit nothing is written')
    .addArgument(new Argument('<what>', 'what the file lists').choices(['organisations', 'members']))
    .argument('<file>', 'the CSV file')
    .requiredOption('--as <login>', 'in whose name, and with whose rights')
    .option(
      '--under <id>',
      'id of the node, as in the desk’s addresses, to import beneath (else the topmost one of that person)',
    )
    .option('--commit', 'write what the dry run would do')
    .option('--except-refused', 'write all but the rows with errors');
  return withData(command, folder).action(
    async (what: 'organisations' | 'members', file: string, options: ImportOptions) => {
      const output = outputOf(options);
      const installation = await openInstallation(configOf(options, folder), 'real', output.say);
      const bar = output.progress(`Importing ${what}`);
      try {
        const report = await importFile(installation, {
          what,
          login: options.as,
          under: options.under ?? null,
          fileName: basename(file),
          csv: readFileSync(file, 'utf8'),
          commit: options.commit === true,
          exceptRefused: options.exceptRefused === true,
        }).finally(bar.stop);
        output.result(report, [
          ...report.faults.map(
            (fault) => `${fault.column}${fault.row}  ${fault.severity}: ${fault.code} ${JSON.stringify(fault.params)}`,
          ),
          `${report.rows} rows: ${report.created} new, ${report.updated} updated, ${report.unchanged} unchanged, ${report.refused} refused.`,
          report.committed ? 'Written.' : 'Nothing was written (dry run).',
        ]);
        if (report.refused > 0) throw new Failed(`${report.refused} rows were refused`, 3);
      } finally {
        await installation.close();
      }
    },
  );
}
