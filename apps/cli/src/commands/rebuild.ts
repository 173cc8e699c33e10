import { Command } from 'commander';
import { Failed } from '../failed.ts';
import { letGoWhenStopped } from '../let-go-when-stopped.ts';
import { outputOf } from '../output.ts';
import { phases } from '../phases.ts';
import { theServer } from '../the-server.ts';
import { configOf, withData, type Common } from '../settings.ts';

const folder = './data/instance';

export function rebuildCommand(): Command {
  const command = new Command('rebuild')
    .description('count every figure anew from the records')
    .option(
      '--check',
      'change nothing: compare the figures, where every unit stands, and every tally with the records and list every difference (exit code 3)',
    );
  return withData(command, folder).action(async (options: Common & { check?: true }) => {
    const output = outputOf(options);
    const { findDifferences, findInstallation, recount } = await theServer();
    const installation = await letGoWhenStopped(output, findInstallation(await configOf(options, folder), output.say));
    const bars = phases(output, labels);
    try {
      if (options.check === true) {
        const differences = await bars.of(findDifferences(installation.worker, bars.at));
        output.result({ differences }, [
          ...differences.map(
            ({ of, path, name, stageCode, measure, stored, counted }) =>
              `${path}  ${name}  ${stageCode} ${measure}: ${of} ${stored ?? 'none'}, records ${counted ?? 'none'}`,
          ),
          differences.length === 0
            ? 'Every figure, and where every unit stands, equals the records.'
            : `${differences.length} figures and standings differ from their records.`,
        ]);
        if (differences.length > 0)
          throw new Failed(`${differences.length} figures and standings differ from their records`, 3);
        return;
      }
      const figures = await bars.of(recount(installation.worker, bars.at));
      output.result({ figures }, [`${figures} figures were counted from the records.`]);
    } finally {
      await installation.close();
    }
  });
}

const labels: Readonly<Record<string, string>> = {
  counting: 'Counting the records',
  writing: 'Writing what differs',
};
