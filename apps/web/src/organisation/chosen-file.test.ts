import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readChosen } from './chosen-file.ts';

const hex = (text: string) => Uint8Array.from(text.match(/../gu) ?? [], (pair) => Number.parseInt(pair, 16));

/** `编码,姓名` as Chinese Excel saves it, as “Unicode text”, and in UTF-8. */
const written = {
  gb18030: hex('b1e0c2eb2cd0d5c3fb'),
  'utf-16le': hex('fffe167f01782c00d3590d54'),
  'utf-16be': hex('feff7f167801002c59d3540d'),
  'utf-8': new TextEncoder().encode('编码,姓名'),
};

test('a text file is read as whichever program wrote it', async () => {
  for (const [how, bytes] of Object.entries(written)) {
    const chosen = await readChosen(new File([bytes], '名册.csv'));
    assert.deepEqual(chosen, { fileName: '名册.csv', csv: '编码,姓名' }, how);
  }
});
