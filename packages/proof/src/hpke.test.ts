import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { x25519 } from '@noble/curves/ed25519.js';
import { bytesToHex, hexToBytes, randomBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { open, seal } from './hpke.ts';

test('the published vector of RFC 9180 (A.2.1, sequence number 0)', () => {
  const sealing = { info: hexToBytes('4f6465206f6e2061204772656369616e2055726e'), with: hexToBytes('436f756e742d30') };
  const plaintext = hexToBytes('4265617574792069732074727574682c20747275746820626561757479');
  const secretKey = hexToBytes('8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb');
  const publicKey = hexToBytes('4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a');
  const once = hexToBytes('f4ec9b33b792c372c1d2c2063507b684ef925b8c75a42dbcbf57d63ccd381600');
  const sealed = seal(publicKey, plaintext, { ...sealing, once });
  assert.equal(
    bytesToHex(sealed),
    '1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a' +
      '1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db21993c62ce81883d2dd1b51a28',
  );
  assert.deepEqual(open(secretKey, sealed, sealing), plaintext);
});

describe('what was sealed', () => {
  const { secretKey, publicKey } = x25519.keygen();
  const sealing = { info: utf8ToBytes('ballot'), with: utf8ToBytes('poll 1') };
  const choice = Uint8Array.of(3, 0, 0, 0);
  const sealed = seal(publicKey, choice, { ...sealing, once: randomBytes(32) });

  test('is as long whatever is in it, 48 bytes more, and never the same twice', () => {
    const again = seal(publicKey, Uint8Array.of(1, 1, 1, 1), { ...sealing, once: randomBytes(32) });
    assert.deepEqual([sealed.length, again.length], [52, 52]);
    assert.notDeepEqual(seal(publicKey, choice, { ...sealing, once: randomBytes(32) }), sealed);
  });

  test('opens for its key and its use alone', () => {
    assert.deepEqual(open(secretKey, sealed, sealing), choice);
    assert.equal(open(randomBytes(32), sealed, sealing), null);
    assert.equal(open(secretKey, sealed, { ...sealing, info: utf8ToBytes('opinion') }), null);
    assert.equal(open(secretKey, sealed, { ...sealing, with: utf8ToBytes('poll 2') }), null);
  });

  test('with any byte changed, or cut, opens no more', () => {
    for (const at of sealed.keys())
      assert.equal(
        open(
          secretKey,
          sealed.map((byte, place) => (place === at ? byte ^ 1 : byte)),
          sealing,
        ),
        null,
        `byte ${at}`,
      );
    for (const length of [0, 31, 32, 47, 51]) assert.equal(open(secretKey, sealed.subarray(0, length), sealing), null);
  });

  test('to a public key of small order is refused', () => {
    assert.throws(() => seal(new Uint8Array(32), choice, { ...sealing, once: randomBytes(32) }));
  });
});
