import { withClient } from './client.ts';
import { startEmbedded } from './embedded.ts';

/** Run by embedded.test.ts as a process of its own, to be killed: starts a server, writes a row, says so and stays. */
const embedded = await startEmbedded(process.argv[2] ?? '', () => undefined);
await withClient(embedded.superuser('postgres'), (client) =>
  client.query("create table memory as select 'yes' as kept"),
);
process.stdout.write('ready\n');
setInterval(() => undefined, 1_000_000);
