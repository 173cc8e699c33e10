const starts = {
  ed25519: Buffer.from('302a300506032b6570032100', 'hex').toString('base64'),
  x25519: Buffer.from('302a300506032b656e032100', 'hex').toString('base64'),
};

/** A public key of 32 bytes as Node's crypto reads it in place, and makes no object of it, which costs as much as reading. */
export function keyText(kind: keyof typeof starts, key: Uint8Array): string {
  return `-----BEGIN PUBLIC KEY-----\n${starts[kind]}${Buffer.from(key).toString('base64')}\n-----END PUBLIC KEY-----\n`;
}
