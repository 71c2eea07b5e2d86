import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { decodeText } from './decode-text.js';

/** `\xHH` stands for a byte. */
const bytes = (latin1: string) => Buffer.from(latin1, 'latin1');
const problemOf = (of: Buffer) => decodeText(of).problem;

describe('the text of a file', () => {
  it('is UTF-8, with or without a byte order mark', () => {
    for (const text of ['카지노 😀', '\ufeff카지노 😀']) {
      expect(decodeText(Buffer.from(text))).toEqual({ text: '카지노 😀', problem: null });
    }
  });

  it('may have lost characters before: that is a warning', () => {
    expect(decodeText(Buffer.from('one\ntwo \ufffd'))).toMatchObject({
      text: 'one\ntwo \ufffd',
      problem: { line: 2, weight: 'warning' },
    });
  });

  it('is UTF-16 where a byte order mark says so', () => {
    const little = Buffer.from('\ufeffvalue\r\n카지노\r\n', 'utf16le');
    const expected = { text: 'value\r\n카지노\r\n', problem: null };
    expect(decodeText(little)).toEqual(expected);
    expect(decodeText(Buffer.from(little).swap16())).toEqual(expected);
    expect(problemOf(little.subarray(0, -1))).toMatchObject({ line: 3, hint: 'save it as UTF-8' });
  });

  it('is refused by line and byte where it is not UTF-8', () => {
    expect(problemOf(bytes('value,reason\r\nzo\xeb_99,spam\r\n'))).toMatchObject({
      line: 2,
      message: 'the file is not UTF-8: byte 0xEB in line 2 (byte 17 of the file)',
      weight: 'tightened',
    });
    expect(problemOf(bytes('a\xef\xbf\xbdb\n\xff'))?.message).toBe(
      'the file is not UTF-8: byte 0xFF in line 2 (byte 7 of the file)',
    );
    expect(problemOf(bytes('cut short \xe7\x9a'))?.message).toContain(
      'byte 0xE7 in line 1 (byte 11 of the file)',
    );
  });

  it.each([
    ['GB18030', 'value,reason\r\n\xcc\xd8\xb6\xc4\xc8\xba,\xb6\xc4\xb2\xa9\r\n'],
    ['GB18030', 'value\r\n\xbc\xd3\xce\xa2\xd0\xc5\r\n'],
    ['EUC-KR', 'value,reason\r\n\xc4\xab\xc1\xf6\xb3\xeb,\xb5\xb5\xb9\xda\r\n'],
  ])('is said to be probably %s', (name, latin1) => {
    expect(problemOf(bytes(latin1))?.hint).toBe(`save as UTF-8; it is probably ${name}`);
  });

  it.each([
    ['a spreadsheet or another zip archive', 'PK\x03\x04\x14\x00\x06\x00\xff'],
    ['compressed by gzip', '\x1f\x8b\x08\x00\xff'],
    ['a NUL', 'v\0a\0l\0u\0e\0'],
  ])('is none where the file is or holds %s', (what, latin1) => {
    expect(problemOf(bytes(latin1))?.message).toContain(what);
  });

  it('is found in the starting rules', async () => {
    expect(problemOf(await readFile('rules/result-codes.json'))).toBeNull();
  });
});
