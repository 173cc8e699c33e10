import { Command } from 'commander';
import { buildDesk } from '../desk.ts';

export function buildCommand(): Command {
  return new Command('build')
    .description('build the desk anew; serve and demo do it by themselves when its sources are newer')
    .action(() => buildDesk({ say: (line) => console.error(line) }, true));
}
