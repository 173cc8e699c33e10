import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { readChosen } from './chosen-file.ts';

/** What a browser reads a file with, which Node has not. */
function asInABrowser(t: TestContext): void {
  class Reader extends EventTarget {
    result = '';
    readAsDataURL(file: File): void {
      void file.arrayBuffer().then((bytes) => {
        this.result = `data:;base64,${Buffer.from(bytes).toString('base64')}`;
        this.dispatchEvent(new Event('load'));
      });
    }
  }
  Object.defineProperty(globalThis, 'FileReader', { configurable: true, value: Reader });
  t.after(() => Reflect.deleteProperty(globalThis, 'FileReader'));
}

test('what is called a workbook and is none is sent as one: that it cannot be read is for the server to say', async (t) => {
  asInABrowser(t);
  for (const bytes of [Uint8Array.of(0xde, 0xad, 0xbe, 0xef, 0x90), new TextEncoder().encode('编码,姓名')]) {
    const chosen = await readChosen(new File([bytes], '名册.XLSX'));
    assert.deepEqual(chosen, { fileName: '名册.XLSX', xlsx: Buffer.from(bytes).toString('base64') });
  }
});
