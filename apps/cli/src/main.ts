import { Command, CommanderError } from 'commander';
import { version } from '@muster/server/beforehand';
import { boxCommand, issuerCommand } from './commands/apart.ts';
import { buildCommand } from './commands/build.ts';
import { databaseCommand } from './commands/database.ts';
import { demoCommand } from './commands/demo.ts';
import { exportCommand } from './commands/export.ts';
import { importCommand } from './commands/import.ts';
import { administerRegionCommand } from './commands/administer-region.ts';
import { makeRegionCommand } from './commands/make-region.ts';
import { migrateCommand } from './commands/migrate.ts';
import { moveRegionCommand } from './commands/move-region.ts';
import { passwordCommand } from './commands/password.ts';
import { rebuildCommand } from './commands/rebuild.ts';
import { recountCommand } from './commands/recount.ts';
import { serveCommand } from './commands/serve.ts';
import { templateCommand } from './commands/template.ts';
import { Failed } from './failed.ts';
import { inWords } from './in-words.ts';
import { theServer, theServing } from './the-server.ts';

// Whoever reads may stop, as `head` does: the command goes on to its end, and a server serves on.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const program = new Command('muster')
  .description('Runs a staged education-and-rectification campaign across a whole hierarchy of organisations.')
  .version(version)
  .showHelpAfterError('(muster --help lists the commands)')
  .configureHelp({ showGlobalOptions: true, sortSubcommands: false })
  .addHelpText(
    'after',
    `
Exit codes:
  0  done
  1  something went wrong; the last line says what
  2  the command line or a setting is wrong
  3  what was checked, recounted or imported has faults; they are listed
  130, 143  stopped (Ctrl-C, SIGTERM) before it was done; "serve" and "demo", before they served

Settings come from the environment (MUSTER_DATA, MUSTER_PORT, DATABASE_URL …, see docs/operations/configuration.md);
an option wins over its variable.`,
  )
  .exitOverride();

for (const command of [
  serveCommand,
  demoCommand,
  issuerCommand,
  boxCommand,
  migrateCommand,
  importCommand,
  exportCommand,
  templateCommand,
  rebuildCommand,
  recountCommand,
  makeRegionCommand,
  administerRegionCommand,
  moveRegionCommand,
  databaseCommand,
  passwordCommand,
  buildCommand,
]) {
  program.addCommand(command().exitOverride());
}

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = await report(error);
}

async function report(error: unknown): Promise<number> {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof Failed) {
    console.error(`muster: ${error.message}`);
    return error.exitCode;
  }
  const { ConfigFaults } = await theServing();
  if (error instanceof ConfigFaults) {
    for (const fault of error.faults) console.error(`muster: ${fault}`);
    return 2;
  }
  const { VisitRefused } = await theServer();
  if (error instanceof VisitRefused) {
    if (process.argv.includes('--json')) console.log(JSON.stringify({ refused: error.code, message: error.message }));
    console.error(`muster: ${error.message}`);
    return 3;
  }
  console.error(`muster: ${inWords(error) ?? (error instanceof Error ? error.message : String(error))}`);
  if (process.env['MUSTER_LOG_LEVEL'] === 'debug' && error instanceof Error) console.error(error.stack);
  return 1;
}
