import { existsSync, statSync } from 'node:fs';
import { Argument, Command, Option } from 'commander';
import { inFolder, isWhole, recountAt } from '@muster/recount';
import { Failed } from '../failed.ts';
import { outputOf } from '../output.ts';
import { phases } from '../phases.ts';
import { atAddress } from '../recount/at-address.ts';
import { told, type Language } from '../recount/told.ts';

interface Options {
  readonly json?: true;
  readonly language: Language;
}

export function recountCommand(): Command {
  return new Command('recount')
    .description(
      'count the published ballots of a poll, or of a whole campaign, again: tally, band, gate and roots, or what does not hold (exit code 3)',
    )
    .addArgument(
      new Argument(
        '<board>',
        'folder, or address (https://…), with manifest.json, ballots.bin and close.json, or with campaign.json and a folder for each poll',
      ),
    )
    .addOption(new Option('--language <language>', 'of what is told').choices(['zh', 'en']).default('zh'))
    .addOption(new Option('--json', 'print the result as one JSON document'))
    .action(async (board: string, options: Options) => {
      const output = outputOf(options);
      const read = /^https?:\/\//i.test(board) ? atAddress(board) : inFolder(folderOf(board));
      const bars = phases(output, {});
      const counted = await bars.of(
        recountAt(read, (folder, done, all) => bars.at(`Recounting ${folder}`.trimEnd(), done, all)),
      );
      const isHeld = isWhole(counted);
      output.result({ holds: isHeld, ...counted }, told(counted, options.language));
      if (!isHeld) throw new Failed('the board does not hold; what is wrong is listed', 3);
    });
}

function folderOf(name: string): string {
  if (!existsSync(name)) throw new Failed(`${name} is not there: check the name`);
  if (!statSync(name).isDirectory()) throw new Failed(`${name} is a file: name the folder that it lies in`);
  return name;
}
