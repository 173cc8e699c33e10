import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cleanName } from './file-name.ts';
import { mediaTypeOf } from './media-type.ts';

const text = (words: string) => Buffer.from(words);
const signed = (hex: string) => Buffer.concat([Buffer.from(hex, 'hex'), Buffer.alloc(64, 0xff)]);

/** A zip with one stored entry a name, each with the same few bytes. */
function zip(entries: Readonly<Record<string, string>>): Buffer {
  return Buffer.concat(
    Object.entries(entries).map(([name, content]) => {
      const head = Buffer.alloc(30);
      head.write('PK\u0003\u0004', 'latin1');
      head.writeUInt16LE(20, 4);
      head.writeUInt32LE(Buffer.byteLength(content), 18);
      head.writeUInt32LE(Buffer.byteLength(content), 22);
      head.writeUInt16LE(Buffer.byteLength(name), 26);
      return Buffer.concat([head, text(name), text(content)]);
    }),
  );
}

const main = (type: string) => `<Types><Override PartName="/xl/workbook.xml" ContentType="${type}.main+xml"/></Types>`;
const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

test('text that is UTF-8 is a table, whatever its first letters look like', async () => {
  for (const table of ['编码,名称\n1,甲', '\uFEFF编码,名称', 'BM,MZ\n1,2', 'GIF89a,x', ''])
    assert.equal(await mediaTypeOf(text(table)), 'text/csv', table);
});

test('documents and pictures are known by their content', async () => {
  assert.equal(await mediaTypeOf(text('%PDF-1.7\n')), 'application/pdf');
  assert.equal(await mediaTypeOf(signed('25504446 2d312e37'.replace(' ', ''))), 'application/pdf');
  assert.equal(await mediaTypeOf(signed('ffd8ffe0')), 'image/jpeg');
  assert.equal(await mediaTypeOf(zip({ '[Content_Types].xml': main(sheet), 'xl/workbook.xml': '' })), sheet);
});

test('programs, pages, drawings that run scripts, and documents with macros are not taken', async () => {
  const macro = 'application/vnd.ms-excel.sheet.macroEnabled';
  const refused: Readonly<Record<string, Buffer>> = {
    'a program of Windows': signed('4d5a9000'),
    'a program of Linux': signed('7f454c460201'),
    'a shell script': text('#!/bin/sh\nrm -rf /'),
    'a page': text('\uFEFF \n<!DOCTYPE html><script>alert(1)</script>'),
    'a drawing': text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    'a drawing with a prologue': text('<?xml version="1.0"?><svg/>'),
    'a workbook with macros': zip({ '[Content_Types].xml': main(macro), 'xl/workbook.xml': '' }),
    'one renamed to have none': zip({ '[Content_Types].xml': main(sheet), 'xl/vbaProject.bin': 'x' }),
    'an old Office file': signed('d0cf11e0a1b11ae1'),
    'an archive': zip({ 'a.exe': 'x' }),
    'text of another encoding': Buffer.from('b1e0c2eb2cc3fbb3c6', 'hex'),
    'text with a zero in it': text('a,b\n1,\0'),
  };
  for (const [what, bytes] of Object.entries(refused)) assert.equal(await mediaTypeOf(bytes), null, what);
});

test('a name is its last part, visible, and true of the type', () => {
  const names: Readonly<Record<string, string>> = {
    '名册.csv': '名册.csv',
    '名册.CSV': '名册.CSV',
    '../../etc/passwd': 'passwd.csv',
    'C:\\Users\\me\\党员 名册.csv': '党员 名册.csv',
    'run.bat': 'run.bat.csv',
    'a\u0000b\r\nSet-Cookie: x.csv': 'abSet-Cookie_ x.csv',
    'exe.\u202Evsc.csv': 'exe.vsc.csv',
    '..csv': 'csv.csv',
    '  ': 'file.csv',
    '.csv': 'csv.csv',
  };
  for (const [given, clean] of Object.entries(names)) assert.equal(cleanName(given, 'text/csv'), clean, given);
  assert.equal(cleanName(`${'长'.repeat(300)}.csv`, 'text/csv'), `${'长'.repeat(120)}.csv`);
});
