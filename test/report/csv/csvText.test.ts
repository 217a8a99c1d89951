import { expect, it } from 'vitest';
import { csvText } from '../../../report/csv/csvText.ts';

it('puts a text with commas, quotes or line breaks in quotes, and ends every line with CRLF', () => {
  expect(
    csvText([
      ['a,b', 'say "no"'],
      ['two\nlines', 'plain'],
    ]),
  ).toBe('"a,b","say ""no"""\r\n"two\nlines",plain\r\n');
});

it.each(['=1+1', '+cmd', '-cmd', '@sum(a1)', '\tx', '\rx'])('makes no formula of %j', (text) => {
  expect(csvText([[text]])).toContain(`'${text}`);
});

it('leaves numbers as they are, below nought too', () => {
  expect(csvText([['-12.5', '7']])).toBe('-12.5,7\r\n');
});

it('begins with the mark of UTF-8 where that is asked for', () => {
  expect(csvText([['汉']], { bom: true })).toBe('\uFEFF汉\r\n');
});
