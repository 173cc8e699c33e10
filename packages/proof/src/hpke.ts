import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { x25519 } from '@noble/curves/ed25519.js';
import { expand, extract } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * HPKE of RFC 9180, base mode, one message: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20Poly1305. Whoever holds the public key can
 * seal; only who holds the secret can open. A sealed message is 48 bytes longer than what is in it.
 */
const kemSuite = concatBytes(utf8ToBytes('KEM'), Uint8Array.of(0, 0x20));
const suite = concatBytes(utf8ToBytes('HPKE'), Uint8Array.of(0, 0x20, 0, 1, 0, 3));
const version = utf8ToBytes('HPKE-v1');
const none = new Uint8Array(0);
const keyLength = 32;
const nonceLength = 12;

export interface Sealing {
  /** What it is for; opened only with the same. */
  readonly info: Uint8Array;
  /** What it goes with; opened only with the same. */
  readonly with: Uint8Array;
}

/** Seals to a public key (32 bytes) with a secret used once (32 bytes of chance). Throws on a public key of small order. */
export function seal(
  publicKey: Uint8Array,
  plaintext: Uint8Array,
  sealing: Sealing & { readonly once: Uint8Array },
): Uint8Array {
  const encapsulated = x25519.getPublicKey(sealing.once);
  const shared = x25519.getSharedSecret(sealing.once, publicKey);
  const { key, nonce } = schedule(sharedSecret(shared, encapsulated, publicKey), sealing.info);
  return concatBytes(encapsulated, chacha20poly1305(key, nonce, sealing.with).encrypt(plaintext));
}

/** Who holds a secret key: its public half, and what it agrees on with a key that came. A library of the machine does it sooner than this one. */
export interface Opener {
  readonly publicKey: Uint8Array;
  /** May throw on a key of small order. */
  readonly agree: (encapsulated: Uint8Array) => Uint8Array;
}

/** Of what is no secret key an opener opens nothing. */
export function openerOf(secretKey: Uint8Array): Opener {
  let publicKey: Uint8Array | undefined;
  return {
    get publicKey() {
      return (publicKey ??= x25519.getPublicKey(secretKey));
    },
    agree: (encapsulated) => x25519.getSharedSecret(secretKey, encapsulated),
  };
}

/** What was sealed; null where it was sealed to another key, for something else, or changed since. */
export function open(holder: Uint8Array | Opener, sealed: Uint8Array, sealing: Sealing): Uint8Array | null {
  const encapsulated = sealed.subarray(0, keyLength);
  try {
    const { publicKey, agree } = 'agree' in holder ? holder : openerOf(holder);
    const secret = sharedSecret(agree(encapsulated), encapsulated, publicKey);
    const { key, nonce } = schedule(secret, sealing.info);
    return chacha20poly1305(key, nonce, sealing.with).decrypt(sealed.subarray(keyLength));
  } catch {
    return null;
  }
}

function sharedSecret(shared: Uint8Array, encapsulated: Uint8Array, publicKey: Uint8Array): Uint8Array {
  const pseudorandom = labeledExtract(kemSuite, none, 'eae_prk', shared);
  const context = concatBytes(encapsulated, publicKey);
  return labeledExpand(kemSuite, pseudorandom, 'shared_secret', { info: context, length: keyLength });
}

function schedule(shared: Uint8Array, info: Uint8Array): { readonly key: Uint8Array; readonly nonce: Uint8Array } {
  const context = concatBytes(
    Uint8Array.of(0),
    labeledExtract(suite, none, 'psk_id_hash', none),
    labeledExtract(suite, none, 'info_hash', info),
  );
  const secret = labeledExtract(suite, shared, 'secret', none);
  return {
    key: labeledExpand(suite, secret, 'key', { info: context, length: keyLength }),
    nonce: labeledExpand(suite, secret, 'base_nonce', { info: context, length: nonceLength }),
  };
}

function labeledExtract(suiteId: Uint8Array, salt: Uint8Array, label: string, input: Uint8Array): Uint8Array {
  return extract(sha256, concatBytes(version, suiteId, utf8ToBytes(label), input), salt);
}

function labeledExpand(
  suiteId: Uint8Array,
  key: Uint8Array,
  label: string,
  { info, length }: { readonly info: Uint8Array; readonly length: number },
): Uint8Array {
  const size = Uint8Array.of(length >>> 8, length);
  return expand(sha256, key, concatBytes(size, version, suiteId, utf8ToBytes(label), info), length);
}
