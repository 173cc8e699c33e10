import { findInstallation, makeRegion } from '@muster/server/operations';
import { Command } from 'commander';
import { outputOf } from '../output.ts';
import { configOf, withData, type Common } from '../settings.ts';
import { asCode, asLine, asRegion } from '../words.ts';

const folder = './data/instance';

interface Options extends Common {
  readonly place: string;
  readonly placeCode: string;
  readonly party: string;
  readonly partyCode: string;
}

export function makeRegionCommand(): Command {
  const command = new Command('make-region')
    .description(
      'make a storage region with the topmost place and the topmost committee, for organisations to be moved beneath',
    )
    .argument('<region>', 'its number', asRegion)
    .requiredOption('--place <name>', 'name of the topmost place', asLine)
    .requiredOption('--place-code <code>', 'its code', asCode)
    .requiredOption('--party <name>', 'name of the topmost committee', asLine)
    .requiredOption('--party-code <code>', 'its code', asCode);
  return withData(command, folder).action(async (region: number, options: Options) => {
    const output = outputOf(options);
    const installation = await findInstallation(configOf(options, folder), output.say);
    try {
      const place = { name: options.place, code: options.placeCode };
      const party = { name: options.party, code: options.partyCode };
      await makeRegion(installation.worker, { region, name: place.name, place, party }, new Date());
      output.result({ region, place: place.code, party: party.code }, [
        `Region ${region} is made: ${place.name} (${place.code}) and ${party.name} (${party.code}). "muster move-region" moves organisations beneath them.`,
      ]);
    } finally {
      await installation.close();
    }
  });
}
