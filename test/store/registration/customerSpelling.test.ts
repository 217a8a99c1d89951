import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { customerMarks } from '../../../store/registration/customerMarks.ts';
import { digitsOf, identityNumber, personName, phoneNumbers } from '../../../store/registration/customerSpelling.ts';
import { testKeys } from '../../support/cases/registeredCase.ts';

const MOBILE = [
  '13900000078',
  '+86 139 0000 0078',
  '86 13900000078',
  '0086 139 0000 0078',
  '+86 (0)139 0000 0078',
  '013900000078',
  '(139) 0000-0078',
  '１３９００００００７８',
  '（＋８６）139 0000 0078',
  '+0086 13900000078',
  '+86+8613900000078',
  '868613900000078',
  '+86 0086 139 0000 0078',
  'tel:+86-139-0000-0078',
  '手机:139.0000.0078',
  '139_0000_0078',
  '139\u200b0000\u00a00078',
  '١٣٩٠٠٠٠٠٠٧٨',
  '17951 13900000078',
];
const LANDLINE = [
  '021 5555 1234',
  '+86 21 5555 1234',
  '86 21 55551234',
  '0086-21-5555-1234',
  '(021)55551234',
  '+86 (021) 55551234',
  '+86 (0)21 55551234',
  '８６　０２１　５５５５　１２３４',
  '021-55551234 ext. 801',
  '021-55551234转801',
  '021-55551234 分机:801',
  '021-55551234#801',
  '021-55551234-801',
  '021-55551234,801',
  '021-55551234 x 801',
];
const AMERICAN = [
  '(212) 555-0100 x12',
  '(212) 555-0100 ext. 12',
  '212.555.0100',
  '212-555-0100',
  '1 212 555 0100',
  '+1 (212) 555-0100 x 12',
];
const digits = (length: number): fc.Arbitrary<string> =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((all) => all.join(''));
const wide = (text: string): string =>
  text.replace(/[!-~]/g, (one) => String.fromCodePoint((one.codePointAt(0) ?? 0) + 0xfe_e0));
const shared = (one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean =>
  customerMarks(testKeys, 'CN', one).some((mark) => customerMarks(testKeys, 'CN', other).includes(mark));

describe('a telephone number', () => {
  it.each(MOBILE)('written %s is the one mobile', (text) => {
    expect(phoneNumbers(text, 'CN')).toEqual(['+8613900000078']);
  });

  it.each(AMERICAN)('written %s is the one number where the installation is American', (text) => {
    expect(phoneNumbers(text, 'US')).toEqual(['+12125550100']);
  });

  it.each(LANDLINE)('written %s is the one landline, whoever answers behind it', (text) => {
    expect(phoneNumbers(text, 'CN')).toEqual(['+862155551234']);
  });

  it('of any subscriber is one number under every prefix, grouping and width', () => {
    const mobile = fc.tuple(fc.constantFrom('135', '138', '139', '150', '177', '186', '199'), digits(8));
    const landline = fc.tuple(fc.constantFrom('10', '21', '755', '20', '571'), digits(7), fc.constantFrom(2, 5, 8));
    const number = fc.oneof(
      mobile.map((parts) => parts.join('')),
      landline.map(([area, rest, first]) => `${area}${first}${rest}`),
    );
    const prefix = fc.constantFrom('+86', '+86 ', '86 ', '0086', '0086-', '+86 (0)', '0', '(+86) ', '+86-0', '00 86 ');
    fc.assert(
      fc.property(number, prefix, fc.constantFrom('', ' ', '-', '.'), fc.boolean(), (plain, before, gap, broad) => {
        const written = before + [plain.slice(0, 3), plain.slice(3, 7), plain.slice(7)].join(gap);
        expect(phoneNumbers(broad ? wide(written) : written, 'CN')).toEqual([`+86${plain}`]);
      }),
    );
  });

  it('of another subscriber is another', () => {
    expect(phoneNumbers('13900000079', 'CN')).not.toEqual(phoneNumbers('13900000078', 'CN'));
    expect(phoneNumbers('010 5555 1234', 'CN')).not.toEqual(phoneNumbers('021 5555 1234', 'CN'));
    expect(phoneNumbers('+852 9123 4567', 'CN')).toEqual(['+85291234567']);
    expect(phoneNumbers('00852 91234567', 'CN')).toEqual(['+85291234567']);
  });

  it('without a country code is of the installation’s region', () => {
    expect(phoneNumbers('(650) 253-0000', 'US')).toEqual(phoneNumbers('+1 650 253 0000', 'CN'));
    expect(phoneNumbers('020 7946 0018', 'GB')).toEqual(['+442079460018']);
  });

  it('beside another is found too', () => {
    expect(phoneNumbers('13900000078 / 021-55551234', 'CN')).toEqual(['+8613900000078', '+862155551234']);
    expect(shared({ phone: '13900000078、13900000079' }, { phone: '13900000079' })).toBe(true);
  });

  it('that is none leaves digits, of whatever width', () => {
    expect(phoneNumbers('95588', 'CN')).toEqual([]);
    expect(shared({ phone: '９９-９９９９９９８' }, { phone: '99 9999998' })).toBe(true);
  });

  it('is read from any text without failing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        for (const one of phoneNumbers(text, 'CN')) expect(one).toMatch(/^\+\d{5,15}$/);
        expect(digitsOf(text)).toMatch(/^\d*$/);
      }),
    );
  });
});

describe('an identity number', () => {
  it('is one in whatever width, case and grouping, and in its old form of 15 digits', () => {
    for (const text of [
      '11010519491231002X',
      '11010519491231002x',
      '１１０１０５１９４９１２３１００２ｘ',
      '110105 19491231 002X',
    ])
      expect(identityNumber(text)).toBe('11010519491231002X');
    expect(identityNumber('110105491231002')).toBe('11010519491231002X');
    expect(identityNumber('a123456(7)')).toBe(identityNumber('A1234567'));
  });

  it('with two telephones, a telephone with and without one, and one mail address are one customer', () => {
    const id = '11010519491231002X';
    expect(shared({ phone: '13900000078', idNumber: id }, { phone: '13800000079', idNumber: id.toLowerCase() })).toBe(
      true,
    );
    expect(shared({ phone: '13900000078', idNumber: id }, { phone: '0139 0000 0078' })).toBe(true);
    expect(shared({ phone: '1', email: 'A@Example.com' }, { phone: '2', email: 'a@example.COM' })).toBe(true);
    expect(shared({ phone: '13900000078' }, { phone: '13800000079' })).toBe(false);
  });
});

describe('a name', () => {
  it('is one in whatever width, case and spacing', () => {
    for (const text of ['Zhou Lan', 'ｚｈｏｕ　ｌａｎ', ' ZHOU  LAN ', 'zhou·lan'])
      expect(personName(text)).toBe('zhoulan');
    expect(personName('张 三')).toBe(personName('张三'));
    expect(personName('--')).toBe('--');
  });

  it('counts only where nothing else tells who it is', () => {
    expect(shared({ name: '张三', phone: '13900000078' }, { name: '张三', phone: '13800000079' })).toBe(false);
    expect(shared({ name: '张三', phone: '00000' }, { name: '张 三', phone: '11111' })).toBe(true);
    expect(shared({ name: '张三', phone: '00000' }, { name: '李四', phone: '00000' })).toBe(false);
    expect(shared({ phone: '00000' }, { phone: '0 00 00' })).toBe(true);
    expect(customerMarks(testKeys, 'CN', {})).toEqual([]);
  });
});
