import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  randomBytes,
  sign,
  type KeyObject,
} from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { putFile, readFileIfThere, wipeFile } from '@muster/box/beside';
import { issuedMessage, splitSecret } from '@muster/proof';

/** Of a poll that is to be announced: what goes into its manifest, and the seed of its slips. Byte strings are in hexadecimal. */
export interface Prepared {
  readonly poll: string;
  readonly issuer: { readonly n: string; readonly e: string };
  readonly issued: string;
  readonly closing: string;
  /** Of the three shares of the closing key, in their order. */
  readonly shares: readonly string[];
  readonly slipSeed: string;
}

/** How many keys were signed, by the issuer's word. */
export interface Issued {
  readonly issued: number;
  readonly signature: string;
}

export interface Share {
  readonly at: number;
  readonly height: string;
}

/** The secrets of polls, a folder each; they are in no back-up, and gone once they have done their work. */
export interface PollKeys {
  prepare(poll: string): Promise<Prepared>;
  readonly signingKeyOf: (poll: string) => string;
  readonly shareOf: (poll: string, at: number) => Promise<Share | null>;
  readonly slipSeedOf: (poll: string) => Promise<Buffer | null>;
  /** The holder has it: it is kept nowhere else from now on. */
  readonly forgetShare: (poll: string, at: number) => Promise<void>;
  readonly issuedOf: (poll: string) => Promise<Issued | null>;
  /** Signs how many were issued, and destroys the keys by which more could be. */
  readonly finish: (poll: string, id: Uint8Array, issued: number) => Promise<Issued>;
  /** Destroys what is left of those that are not among these, unless it was made in the last hour. */
  readonly tidy: (polls: ReadonlySet<string>, now: Date) => Promise<void>;
  readonly forget: (poll: string) => Promise<void>;
}

const generate = promisify(generateKeyPair);
const hourMs = 3_600_000;
const prefixes = { ed25519: '302e020100300506032b657004220420', x25519: '302e020100300506032b656e04220420' };
const isPoll = /^[0-9a-f]{32}$/;

export function openPollKeys(folder: string): PollKeys {
  const at = (poll: string, ...names: string[]) => {
    if (!isPoll.test(poll)) throw new TypeError('not a poll');
    return join(folder, poll, ...names);
  };
  const issuedOf = async (poll: string): Promise<Issued | null> => {
    const text = await readFileIfThere(at(poll, 'issued.json'));
    return text === null ? null : (JSON.parse(text.toString()) as Issued);
  };
  const forget = async (poll: string): Promise<void> => {
    const names = ['signing.pem', 'issued.key', 'slips.seed', 'share-1', 'share-2', 'share-3'];
    for (const name of names) await wipeFile(at(poll, name));
    await rm(at(poll), { recursive: true, force: true });
  };
  return {
    prepare: (poll) => prepare(poll, (name) => at(poll, name)),
    signingKeyOf: (poll) => at(poll, 'signing.pem'),
    shareOf: async (poll, position) => {
      const height = await readFileIfThere(at(poll, `share-${position}`));
      return height === null ? null : { at: position, height: height.toString() };
    },
    slipSeedOf: async (poll) => {
      const seed = await readFileIfThere(at(poll, 'slips.seed'));
      return seed === null ? null : Buffer.from(seed.toString(), 'hex');
    },
    forgetShare: (poll, position) => wipeFile(at(poll, `share-${position}`)),
    issuedOf,
    finish: async (poll, id, issued) => {
      const before = await issuedOf(poll);
      const secret = before === null ? await readFileIfThere(at(poll, 'issued.key')) : null;
      if (before === null && secret === null) throw new Error('The keys of a poll are gone');
      const said = before ?? {
        issued,
        signature: sign(null, issuedMessage(id, issued), keyOf('ed25519', secret?.toString() ?? '')).toString('hex'),
      };
      if (before === null) await putFile(at(poll, 'issued.json'), JSON.stringify(said));
      for (const name of ['signing.pem', 'issued.key', 'slips.seed']) await wipeFile(at(poll, name));
      return said;
    },
    forget,
    tidy: async (polls, now) => {
      for (const poll of await readdir(folder).catch(() => [])) {
        if (polls.has(poll) || !isPoll.test(poll)) continue;
        const { mtimeMs } = await stat(at(poll));
        if (now.getTime() - mtimeMs > hourMs) await forget(poll);
      }
    },
  };
}

async function prepare(poll: string, at: (name: string) => string): Promise<Prepared> {
  await mkdir(at('.'), { recursive: true, mode: 0o700 });
  const { privateKey } = await generate('rsa', { modulusLength: 2048, publicExponent: 65_537 });
  const { n = '' } = privateKey.export({ format: 'jwk' });
  const [issued, closing, seed] = [randomBytes(32), randomBytes(32), randomBytes(32)];
  const shares = splitSecret(closing, randomBytes(32));
  await putFile(at('signing.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
  await putFile(at('issued.key'), issued.toString('hex'));
  await putFile(at('slips.seed'), seed.toString('hex'));
  for (const { at: position, height } of shares)
    await putFile(at(`share-${position}`), Buffer.from(height).toString('hex'));
  return {
    poll,
    issuer: { n: Buffer.from(n, 'base64url').toString('hex'), e: '010001' },
    issued: publicOf('ed25519', issued),
    closing: publicOf('x25519', closing),
    shares: shares.map(({ height }) => createHash('sha256').update(height).digest('hex')),
    slipSeed: seed.toString('hex'),
  };
}

function keyOf(kind: keyof typeof prefixes, secret: string): KeyObject {
  return createPrivateKey({ key: Buffer.from(prefixes[kind] + secret, 'hex'), format: 'der', type: 'pkcs8' });
}

function publicOf(kind: keyof typeof prefixes, secret: Buffer): string {
  const { x = '' } = createPublicKey(keyOf(kind, secret.toString('hex'))).export({ format: 'jwk' });
  return Buffer.from(x, 'base64url').toString('hex');
}
