import { Command } from 'commander';
import { letGoWhenStopped } from '../let-go-when-stopped.ts';
import { outputOf } from '../output.ts';
import { theServer } from '../the-server.ts';
import { configOf, withData, type Common } from '../settings.ts';
import { asCode, asLine, asLogin, asRegion } from '../words.ts';

const folder = './data/instance';

interface Options extends Common {
  readonly place: string;
  readonly placeCode: string;
  readonly party: string;
  readonly partyCode: string;
  readonly administrator: string;
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
    .requiredOption('--party-code <code>', 'its code', asCode)
    .requiredOption('--administrator <login>', 'who administers there, and appoints the others', asLogin);
  return withData(command, folder).action(async (region: number, options: Options) => {
    const output = outputOf(options);
    const { findInstallation, makeRegion } = await theServer();
    const config = await configOf(options, folder);
    const installation = await letGoWhenStopped(output, findInstallation(config, output.say));
    try {
      const place = { name: options.place, code: options.placeCode };
      const party = { name: options.party, code: options.partyCode };
      const { administrator } = options;
      const wish = { region, name: place.name, place, party, administrator };
      await makeRegion(installation.worker, wish, config.timeZone, new Date());
      output.result({ region, place: place.code, party: party.code, administrator }, [
        `Region ${region} is made: ${place.name} (${place.code}) and ${party.name} (${party.code}), administered by ${administrator}.`,
        '"muster move-region" moves organisations beneath them; the administrator appoints an office there in the browser.',
      ]);
    } finally {
      await installation.close();
    }
  });
}
