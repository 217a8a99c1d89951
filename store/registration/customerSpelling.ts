/** One spelling for each number, address and name. */

import { getCountryCallingCode, parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/min';

/** ISO 3166 (`CN`): its numbers may lack a country code. */
export type Region = CountryCode;

/** An extension after a word that the library does not know. */
const EXTENSION = /(?<=\d[\s,;(]*)(?:转|轉|分机|分機|内线|內線|ext(?:ension|n)?\.?|x|#)\D{0,3}\d{1,6}\D*$/iu;
/** After a dash or comma, behind what can be a whole number. */
const SHORT_END = /(?<=(?:\d\D*){8})[-–—,]\s*\d{1,6}\s*$/u;
const BETWEEN = /[/,;|、]|或|和/u;

/** E.164. */
export function phoneNumbers(text: string, region: Region): readonly string[] {
  const plain = printed(text).replace(EXTENSION, '');
  const whole = phoneNumber(plain, region);
  if (whole !== undefined) return [whole];
  const parts = plain.split(BETWEEN).flatMap((part) => phoneNumber(part.replace(EXTENSION, ''), region) ?? []);
  if (parts.length > 0) return [...new Set(parts)];
  return [phoneNumber(plain.replace(SHORT_END, ''), region) ?? []].flat();
}

/** Takes doubled prefixes (`+0086`, `+86 86`, `+86 (0)`) off one by one. */
function phoneNumber(text: string, region: Region): string | undefined {
  const plus = /^\D*\+/u.test(text) ? '+' : '';
  let rest = plus + digitsOf(text);
  for (let turn = 0; turn < 4 && rest.length > 4; turn += 1) {
    const found = parsePhoneNumberFromString(rest, region);
    if (found?.isValid() === true) return found.number;
    if (found !== undefined && found.countryCallingCode !== getCountryCallingCode(region)) return undefined;
    const shorter = (found?.nationalNumber ?? rest).replace(/^[+0]+/u, '');
    if (shorter === rest) return undefined;
    rest = shorter;
  }
  return undefined;
}

/** As 0 to 9, from any script and width. */
export function digitsOf(text: string): string {
  return [...printed(text).matchAll(/\p{Nd}/gu)].map(([one]) => digitOf(one)).join('');
}

/** Unicode has digits in blocks of ten, from zero on. */
function digitOf(one: string): number {
  const code = one.codePointAt(0) ?? 0;
  let zero = code;
  while (zero > code - 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return code - zero;
}

/** Letters and digits in capitals; 15 digits become the Chinese form of 18. */
export function identityNumber(text: string): string {
  const plain = printed(text)
    .toUpperCase()
    .replace(/[^\p{L}\p{Nd}]/gu, '');
  return /^\d{15}$/.test(plain) ? eighteen(plain) : plain;
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** GB 11643: adds the century of birth and a check character. */
function eighteen(old: string): string {
  const body = `${old.slice(0, 6)}19${old.slice(6)}`;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(body[index]), 0);
  return body + '10X98765432'.charAt(sum % 11);
}

export function mailAddress(text: string): string {
  return printed(text).trim().toLowerCase();
}

/** Without case, spaces and punctuation, if anything is left. */
export function personName(text: string): string {
  const folded = printed(text).toUpperCase().toLowerCase().normalize('NFKC');
  const letters = folded.replace(/[^\p{L}\p{M}\p{N}]/gu, '');
  return letters === '' ? folded.trim() : letters;
}

/** One form for what looks the same. */
function printed(text: string): string {
  return text.normalize('NFKC').replace(/\p{Cf}/gu, '');
}
