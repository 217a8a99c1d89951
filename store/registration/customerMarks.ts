import { own } from '../../domain/values/own.ts';
import { blindIndex, type Keys } from '../vault/vault.ts';
import { digitsOf, identityNumber, mailAddress, personName, phoneNumbers, type Region } from './customerSpelling.ts';

/** People without a number type fewer digits or repeat one. */
const DISTINCTIVE_DIGITS = /^(?!(\d)\1*$)\d{7,}$/;
const DISTINCTIVE_ID_LENGTH = 5;

/**
 * Keyed hashes of telephone numbers, identity number and mail address: complaints that share one are of one customer.
 * Without any: of the name, or the digits of an invalid number.
 */
export function customerMarks(
  keys: Keys,
  region: Region,
  complainant: Readonly<Record<string, unknown>>,
): readonly string[] {
  const text = (name: string): string => {
    const value = own(complainant, name);
    return typeof value === 'string' ? value : '';
  };
  const marks = (kind: string, ...values: readonly string[]): string[] =>
    values.filter((value) => value !== '').map((value) => blindIndex(keys, kind, value));
  const digits = digitsOf(text('phone'));
  const numbers = phoneNumbers(text('phone'), region);
  const id = identityNumber(text('idNumber'));
  const sure = [
    ...marks('phone', ...numbers),
    ...marks('digits', numbers.length === 0 && DISTINCTIVE_DIGITS.test(digits) ? digits : ''),
    ...marks('id', id.length < DISTINCTIVE_ID_LENGTH ? '' : id),
    ...marks('email', mailAddress(text('email'))),
  ];
  if (sure.length > 0) return sure;
  const name = marks('name', personName(text('name')));
  return name.length > 0 ? name : marks('digits', digits);
}
