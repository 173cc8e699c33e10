import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';

const prefixes = { ed25519: '302e020100300506032b657004220420', x25519: '302e020100300506032b656e04220420' };

/** A secret of 32 bytes as Node's crypto takes it (RFC 8410). */
export function ed25519Key(secret: Uint8Array): KeyObject {
  return keyOf('ed25519', secret);
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
