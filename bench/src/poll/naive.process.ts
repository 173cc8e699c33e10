/** What one would build without a thought: who has voted and what was voted, marked and kept in one transaction. Told its database on standard input. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import pg from 'pg';

const connectionString = await text(process.stdin);
const pool = new pg.Pool({ connectionString, max: 8 });

async function vote(request: IncomingMessage): Promise<number> {
  const { voter, choice } = JSON.parse(await text(request)) as { voter: number; choice: number };
  const client = await pool.connect();
  try {
    await client.query('begin');
    const marked = await client.query('update naive_voter set voted = true where id = $1 and not voted', [voter]);
    if (marked.rowCount === 1) await client.query('insert into naive_ballot (choice) values ($1)', [choice]);
    await client.query('commit');
    return marked.rowCount === 1 ? 201 : 409;
  } finally {
    client.release();
  }
}

const server = createServer((request, response) => {
  const said = (status: number) =>
    response.writeHead(status, { connection: 'close', 'content-type': 'application/json' }).end('{}');
  vote(request).then(said, () => said(500));
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
