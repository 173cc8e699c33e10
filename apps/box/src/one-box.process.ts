/** Serves one box, for a test that kills it: the manifest and the key are read from a file, the address is told on standard output. */
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { pollOf, type Manifest } from '@muster/proof';
import { openBox } from './box.ts';
import { serveBoxes } from './serve-boxes.ts';

const [given = '', journal = ''] = process.argv.slice(2);
const { manifest, secretKey } = JSON.parse(readFileSync(given, 'utf8')) as { manifest: Manifest; secretKey: string };
const poll = pollOf(manifest);
const box = await openBox(poll, { journal, secretKey: Buffer.from(secretKey, 'hex'), isCasting: () => true });
const server = serveBoxes(
  () => ({ poll, box }),
  (error) => {
    throw error;
  },
);
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
