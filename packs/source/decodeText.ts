import type { PackFault } from './fault.ts';

type DecodedText = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly fault: PackFault };

const NOT_READABLE = {
  zh: '此处不是 UTF-8、GB18030 或 UTF-16 文字,或先前转换时已损坏;请以 UTF-8 重新保存',
  en: 'no UTF-8, GB18030 or UTF-16 text here, or one that an earlier conversion spoiled; save the file as UTF-8',
};

/**
 * The text of a file from outside: UTF-8 or UTF-16, with a byte order mark or without, or GB18030. Anything else is a
 * fault at its first unreadable character, so that nothing garbled is kept.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes);
  const at = text.search(/[\0\ufffd]/);
  if (at < 0) return { ok: true, text };
  const before = text.slice(0, at).split(/\r\n|\r|\n/);
  const column = Array.from(before.at(-1) ?? '').length + 1;
  return { ok: false, fault: { code: 'encoding', path: [], line: before.length, column, message: NOT_READABLE } };
}

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  for (const [index, byte] of bytes.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  // Line ends, commas and digits of UTF-16 have a zero byte each, all on the same side.
  if ((even + odd) * 20 > bytes.length && even * odd === 0) return even > 0 ? 'utf-16be' : 'utf-16le';
  return !isMostlyUtf8(bytes) && isChinese(bytes) ? 'gb18030' : 'utf-8';
}

/** Sound UTF-8, or a text of it with some bad bytes, which belong to no other encoding. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes);
  const spoilt = text.match(/\ufffd/g)?.length ?? 0;
  const written = text.match(/[^\0-\x7f\ufffd]/gu)?.length ?? 0;
  return spoilt === 0 || spoilt < written;
}

/**
 * GB18030 takes almost any bytes, those of Western and other Eastern encodings too, for rare characters: it is meant
 * where at least half of the characters are of the common ones.
 */
function isChinese(bytes: Uint8Array): boolean {
  let common = 0;
  let other = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const [lead = 0, trail = 0] = bytes.subarray(at, at + 2);
    if (lead < 0x80) continue;
    const isCommon = ((lead >= 0xa1 && lead <= 0xa9) || (lead >= 0xb0 && lead <= 0xd7)) && trail >= 0xa1;
    if (isCommon) common += 1;
    else other += 1;
    at += trail >= 0x30 && trail <= 0x39 ? 3 : 1;
  }
  return common >= other;
}
