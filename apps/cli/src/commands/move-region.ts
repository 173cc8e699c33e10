import { Command } from 'commander';
import { Failed } from '../failed.ts';
import { letGoWhenStopped } from '../let-go-when-stopped.ts';
import { outputOf } from '../output.ts';
import { theServer } from '../the-server.ts';
import { configOf, withData, type Common } from '../settings.ts';
import { asCode, asLine, asRegion } from '../words.ts';

const folder = './data/instance';

interface Options extends Common {
  readonly to: number;
  readonly under: string;
  readonly partyUnder: string;
  readonly reason: string;
  readonly yes?: true;
}

export function moveRegionCommand(): Command {
  const command = new Command('move-region')
    .description(
      'move a region or unit, with all beneath it and its branches and members, to the rows of another storage region; hours go along as credits; meetings and decisions stay in the rows where they were recorded, and are read from where the unit is now, by its people and the offices above it there, and no more from the old place',
    )
    .argument('<code>', 'code of the organisation that goes', asCode)
    .requiredOption('--to <region>', 'number of the storage region ("muster make-region" makes one)', asRegion)
    .requiredOption('--under <code>', 'code of the region there that it hangs under', asCode)
    .requiredOption('--party-under <code>', 'code of the committee there that its branches hang under', asCode)
    .requiredOption('--reason <words>', 'why; it stays in the history', asLine)
    .option('--yes', 'do it; without, nothing is done');
  return withData(command, folder).action(async (code: string, options: Options) => {
    const output = outputOf(options);
    const { findInstallation, moveRegion } = await theServer();
    if (options.yes !== true)
      throw new Failed('Rows are closed in one region and opened in another. Say --yes to do it.', 2);
    const config = await configOf(options, folder);
    const installation = await letGoWhenStopped(output, findInstallation(config, output.say));
    try {
      const { to: toRegion, under, partyUnder, reason } = options;
      const wish = { code, toRegion, under, partyUnder, reason };
      const moved = await moveRegion(installation.worker, wish, config.timeZone, new Date());
      output.result({ ...moved }, [
        `${moved.organisations} organisations and ${moved.members} members are now in region ${toRegion}; ${moved.credits} credits of hours went along.`,
      ]);
    } finally {
      await installation.close();
    }
  });
}
