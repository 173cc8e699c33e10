import { existsSync, writeFileSync } from 'node:fs';
import { Argument, Command, Option } from 'commander';
import { Failed } from '../failed.ts';
import { letGoWhenStopped } from '../let-go-when-stopped.ts';
import { outputOf } from '../output.ts';
import { asId, asLogin } from '../words.ts';
import { theServer } from '../the-server.ts';
import { configOf, withData, type Common } from '../settings.ts';

const folder = './data/instance';

interface ExportOptions extends Common {
  readonly as: string;
  readonly under?: string;
  readonly output?: string;
  readonly force?: true;
  readonly format?: 'csv' | 'xlsx';
  readonly language: 'zh' | 'en';
}

export function exportCommand(): Command {
  const command = new Command('export')
    .description('write organisations or members as an Excel or CSV file that imports again unchanged')
    .addArgument(new Argument('<what>', 'what to write').choices(['organisations', 'members']))
    .requiredOption('--as <login>', 'in whose name, and with whose rights', asLogin)
    .option(
      '--under <id>',
      'id of the node, as in the desk’s addresses, to export (else the topmost one of that person, where there is but one)',
      asId,
    )
    .option(
      '-o, --output <file>',
      'file to write; a workbook where its name ends in .xlsx (else CSV on standard output)',
    )
    .option('--force', 'write over a file of that name that is there')
    .addOption(new Option('--format <format>', 'whatever the name of the file is').choices(['csv', 'xlsx']))
    .addOption(new Option('--language <language>', 'of headers and listed words').choices(['zh', 'en']).default('zh'));
  return withData(command, folder).action(async (what: 'organisations' | 'members', options: ExportOptions) => {
    const output = outputOf(options);
    const { exportFile, findInstallation, isWorkbook } = await theServer();
    const format = options.format ?? (isWorkbook(options.output ?? '') ? 'xlsx' : 'csv');
    if (format === 'xlsx' && options.output === undefined && options.json !== true)
      throw new Failed('a workbook is no text for a terminal: name a file with --output', 2);
    if (options.output !== undefined && options.force !== true && existsSync(options.output))
      throw new Failed(`${options.output} is there already: name another file, or write over it with --force`, 2);
    const installation = await letGoWhenStopped(output, findInstallation(await configOf(options, folder), output.say));
    try {
      const made = await exportFile(installation, {
        what,
        login: options.as,
        under: options.under ?? null,
        say: output.say,
        format,
        language: options.language,
      });
      if (options.output === undefined) {
        output.result(made, [made.csv ?? '']);
        return;
      }
      writeFileSync(options.output, made.csv ?? Buffer.from(made.xlsx ?? '', 'base64'));
      output.result({ file: options.output }, [`Written to ${options.output}`]);
    } finally {
      await installation.close();
    }
  });
}
