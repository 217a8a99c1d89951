import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../packs/source/decodeText.ts';

const TEXT = '编号,姓名\r\nkang-1,康宁\r\nli-1,"李镕,Grace"\r\n';
const GB = 'b1e0bac52cd0d5c3fb0d0a6b616e672d312cbfb5c4fe0d0a6c692d312c22c0eee9462c4772616365220d0a';
const utf16 = (order: 'le' | 'be', mark: boolean): Buffer => {
  const bytes = Buffer.from((mark ? '\ufeff' : '') + TEXT, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
};

describe('a file from outside is read as it was written', () => {
  it.each([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${TEXT}`)],
    ['GB18030', Buffer.from(GB, 'hex')],
    ['UTF-16, little end first', utf16('le', true)],
    ['UTF-16, big end first', utf16('be', true)],
    ['UTF-16 without a mark', utf16('le', false)],
    ['UTF-16 without a mark, big end first', utf16('be', false)],
  ])('%s', (_, bytes) => {
    expect(decodeText(bytes)).toEqual({ ok: true, text: TEXT });
  });

  it('a character of four bytes in GB18030', () => {
    const bytes = Buffer.concat([Buffer.from(GB, 'hex'), Buffer.from('95328236', 'hex')]);
    expect(decodeText(bytes)).toEqual({ ok: true, text: `${TEXT}𠀀` });
  });

  it('plain ASCII, and nothing at all', () => {
    expect(decodeText(Buffer.from('id,name\n'))).toEqual({ ok: true, text: 'id,name\n' });
    expect(decodeText(Buffer.alloc(0))).toEqual({ ok: true, text: '' });
  });
});

describe('what is no text is refused with its place', () => {
  it.each<[string, Buffer, line: number, column: number]>([
    ['a bad byte in UTF-8', Buffer.from(`编号,姓名\n李,\x80王,郑\n`.replace('\x80', '@'), 'utf8'), 2, 3],
    ['a bad byte in a Western text', Buffer.from('name\ncaf\xe9 au lait\n', 'latin1'), 2, 4],
    ['a Western text that GB18030 would take', Buffer.from('name\nMu\xf1oz, Ren\xe9e\n', 'latin1'), 2, 3],
    ['Russian of Windows-1251', Buffer.from('name\n\xcf\xf0\xe8\xe2\xe5\xf2\xf1\xf2\xe2\xe8\xe5\n', 'latin1'), 2, 1],
    ['a text cut in the middle of a character', Buffer.from('姓名:李').subarray(0, -1), 1, 4],
    ['GB18030 with a bad byte', Buffer.concat([Buffer.from(GB, 'hex'), Buffer.from('ff', 'hex')]), 4, 1],
    ['a text that was spoilt before', Buffer.from('姓名\n李\ufffd\ufffd\n'), 2, 2],
    ['a zero byte', Buffer.from('name of some length\nLi\0\n'), 2, 3],
  ])('%s', (_, given, line, column) => {
    const bytes = Buffer.from(given.map((byte) => (byte === 0x40 ? 0x80 : byte)));
    expect(decodeText(bytes)).toMatchObject({ ok: false, fault: { line, column, code: 'encoding' } });
  });
});
