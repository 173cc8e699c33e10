import { createPrivateKey, type KeyObject } from 'node:crypto';

/** A secret of 32 bytes as Node's crypto takes it (RFC 8410). */
export function ed25519Key(secret: Uint8Array): KeyObject {
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), secret]);
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
}
