import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Argument, Command, Option } from 'commander';
import { Failed } from '../failed.ts';
import { letGoWhenStopped } from '../let-go-when-stopped.ts';
import { outputOf } from '../output.ts';
import { phases } from '../phases.ts';
import { asId, asLogin } from '../words.ts';
import { theServer } from '../the-server.ts';
import { configOf, withData, type Common } from '../settings.ts';

const folder = './data/instance';

interface ImportOptions extends Common {
  readonly as: string;
  readonly under?: string;
  readonly commit?: true;
  readonly exceptRefused?: true;
  readonly marked?: string;
  readonly language?: 'zh' | 'en';
}

export function importCommand(): Command {
  const command = new Command('import')
    .description('import organisations or members from an Excel or CSV file; without --commit nothing is written')
    .addArgument(new Argument('<what>', 'what the file lists').choices(['organisations', 'members']))
    .argument('<file>', 'a workbook (.xlsx), or CSV in UTF-8 or GBK')
    .requiredOption('--as <login>', 'in whose name, and with whose rights', asLogin)
    .option(
      '--under <id>',
      'id of the node, as in the desk’s addresses, to import beneath (else the topmost one of that person, where there is but one)',
      asId,
    )
    .option('--commit', 'write what the dry run would do')
    .option('--except-refused', 'write all but the rows with errors')
    .option('--marked <file>', 'write the refused rows to a workbook that says why, to be mended and imported again')
    .addOption(
      new Option('--language <language>', 'of the reasons (else English here, Chinese in that workbook)').choices([
        'zh',
        'en',
      ]),
    );
  return withData(command, folder).action(
    async (what: 'organisations' | 'members', file: string, options: ImportOptions) => {
      const output = outputOf(options);
      const { faultLine, findInstallation, importFile, VisitRefused } = await theServer();
      const bytes = readFileSync(file);
      const installation = await letGoWhenStopped(
        output,
        findInstallation(await configOf(options, folder), output.say),
      );
      const bars = phases(output, labels);
      try {
        const wanted = {
          what,
          login: options.as,
          under: options.under ?? null,
          say: output.say,
          fileName: basename(file),
          bytes,
          commit: options.commit === true,
          exceptRefused: options.exceptRefused === true,
          marked: options.marked === undefined ? null : (options.language ?? 'zh'),
        };
        const { marked, ...report } = await bars.of(
          importFile(installation, wanted, bars.at).catch((error: unknown) => {
            // What kept it from being written is listed all the same.
            if (!(error instanceof VisitRefused) || error.code !== 'import-has-errors') throw error;
            return importFile(installation, { ...wanted, commit: false, say: () => undefined }, bars.at);
          }),
        );
        if (marked !== null && options.marked !== undefined)
          writeFileSync(options.marked, Buffer.from(marked, 'base64'));
        output.result(report, [
          ...report.faults.map((fault) => faultLine(fault, options.language ?? 'en')),
          ...(report.faultCount > report.faults.length ? [inAll(report, options.language ?? 'en')] : []),
          `${counted(report.rows)}: ${doneWith(report).join(', ')}.`,
          ...hiddenRows(report),
          outcome(report, wanted.commit),
          ...(marked === null ? [] : [`The refused rows are in ${options.marked ?? ''}`]),
        ]);
        if (report.refused > 0) throw new Failed(`${counted(report.refused)} refused`, 3);
      } finally {
        await installation.close();
      }
    },
  );
}

type Listed = { readonly faultCount: number; readonly errorCount: number };

function inAll({ faultCount, errorCount }: Listed, language: 'zh' | 'en'): string {
  const warnings = faultCount - errorCount;
  return language === 'zh'
    ? `…… 共 ${faultCount} 处：有误 ${errorCount}，提示 ${warnings}`
    : `… ${faultCount} in all: errors ${errorCount}, warnings ${warnings}`;
}

type Figures = Readonly<Record<'created' | 'updated' | 'transferred' | 'unchanged' | 'refused', number>>;

function doneWith({ created, updated, transferred, unchanged, refused }: Figures): readonly string[] {
  const moved = transferred > 0 ? [`${transferred} transferred`] : [];
  return [`${created} new`, `${updated} updated`, ...moved, `${unchanged} unchanged`, `${refused} refused`];
}

function hiddenRows({ sheets }: { readonly sheets: readonly { readonly hiddenRows: number }[] }): readonly string[] {
  const hidden = sheets.reduce((sum, sheet) => sum + sheet.hiddenRows, 0);
  return hidden === 0 ? [] : [`Hidden or filtered out in the workbook, and taken all the same: ${counted(hidden)}.`];
}

const counted = (rows: number): string => (rows === 1 ? '1 row' : `${rows} rows`);

type Outcome = { readonly committed: boolean; readonly rows: number; readonly refused: number };

function outcome({ committed, rows, refused }: Outcome, wanted: boolean): string {
  if (!committed && wanted) return 'Nothing was written; --except-refused leaves the rows with errors out.';
  if (!committed) return 'Nothing was written (dry run).';
  return refused < rows ? 'Written.' : 'Nothing was written: every row was refused.';
}

const labels: Readonly<Record<string, string>> = {
  reading: 'Reading  ',
  fetching: 'Fetching ',
  checking: 'Checking ',
  writing: 'Writing  ',
  recording: 'Recording',
};
