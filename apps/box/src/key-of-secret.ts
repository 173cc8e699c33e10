import { createPrivateKey, createPublicKey, diffieHellman, type KeyObject } from 'node:crypto';
import type { Opener } from '@muster/proof';
import { keyText } from './key-text.ts';

const prefixes = { ed25519: '302e020100300506032b657004220420', x25519: '302e020100300506032b656e04220420' };

/** A secret of 32 bytes as Node's crypto takes it (RFC 8410). */
export function ed25519Key(secret: Uint8Array): KeyObject {
  return keyOf('ed25519', secret);
}

/** Opens what was sealed as the proofs do, by Node's own crypto, which is many times as fast. */
export function openerOf(secret: Uint8Array): Opener {
  const privateKey = keyOf('x25519', secret);
  return {
    publicKey: Buffer.from(x25519PublicOf(secret), 'hex'),
    agree: (encapsulated) => diffieHellman({ privateKey, publicKey: keyText('x25519', encapsulated) }),
  };
}

/** In hexadecimal. */
export function x25519PublicOf(secret: Uint8Array): string {
  const { x = '' } = createPublicKey(keyOf('x25519', secret)).export({ format: 'jwk' });
  return Buffer.from(x, 'base64url').toString('hex');
}

function keyOf(kind: keyof typeof prefixes, secret: Uint8Array): KeyObject {
  const der = Buffer.concat([Buffer.from(prefixes[kind], 'hex'), secret]);
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
}
