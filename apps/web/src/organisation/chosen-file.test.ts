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

test('a picture or a page for print is told from a table before any of it is sent', async () => {
  const picture = hex('89504e470d0a1a0a0000000d49484452');
  assert.equal(await readChosen(new File([picture], '照片.png')), 'not-a-table');
  const page = new TextEncoder().encode('%PDF-1.4\n1 0 obj');
  assert.equal(await readChosen(new File([page], '名册.pdf')), 'not-a-table');
  const late = new Uint8Array(70_000).fill(0x20);
  late[69_999] = 0;
  assert.equal(await readChosen(new File([late], '名册.csv')), 'not-a-table');
});

test('a picture so short that it reads like text is told by how it begins, and any bytes by what no text has', async () => {
  for (const begin of ['89504e470d0a1a0a', 'ffd8ffe045786966', '474946383961'])
    assert.equal(await readChosen(new File([hex(`${begin}41412c4242`)], '名册.csv')), 'not-a-table', begin);
  const garbage = Uint8Array.from({ length: 500 }, (_, place) => ((place * 7_919) % 255) + 1);
  assert.equal(await readChosen(new File([garbage], '名册.csv')), 'not-a-table');
});

test('an empty file is sent: that it is empty is for the server to say', async () => {
  assert.deepEqual(await readChosen(new File([], '空.csv')), { fileName: '空.csv', csv: '' });
});
