import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { row, transaction, type Database } from '../../../store/database/database.ts';
import { customerMarks } from '../../../store/registration/customerMarks.ts';
import { amountLeft, reserveAmount } from '../../../store/log/reservations.ts';
import { ladderDatabase, register, testKeys, type RegisterOptions } from '../../support/cases/registeredCase.ts';

let db: Database;
beforeAll(async () => {
  db = await ladderDatabase();
});
afterAll(() => db.end());

const CAP = { approval: 'payment', max: 500_000, already: 0 };
const reserved = async (no: string, amount: number): Promise<boolean> =>
  (await reserveAmount(db, { key: `${no}/${randomUUID()}`, no, amount, ...CAP })).granted;
const customer = async (no: string): Promise<unknown> =>
  (await row<{ customer: string }>(db, 'select customer from complaints where no = $1', [no]))?.customer;
const repeatOf = async (no: string): Promise<unknown> =>
  (await row<{ r: string }>(db, "select intake ->> 'repeatOf' as r from complaints where no = $1", [no]))?.r;
const held = async (numbers: readonly string[]): Promise<number> =>
  Number(
    (await row<{ sum: string }>(db, 'select sum(amount) as sum from reservations where no = any($1)', [numbers]))?.sum,
  );
const registered = async (...all: readonly RegisterOptions[]): Promise<string[]> => {
  const numbers: string[] = [];
  for (const one of all) numbers.push((await register(db, one)).no);
  return numbers;
};

describe('one person under several spellings', () => {
  const spelt = ['13900001178', '0086 139 0000 1178', '+86 (0)139 0000 1178', '０１３９００００１１７８'];

  it('is a repeat each time', async () => {
    const first = await register(db, { phone: '021 5555 1178', repeatWindowMs: 86_400_000 });
    for (const phone of ['+86 21 5555 1178', '86 21 55551178', '(021)55551178', '021-55551178转3'])
      expect(await repeatOf((await register(db, { phone, repeatWindowMs: 86_400_000 })).no)).toBe(first.no);
  });

  it('is paid no more than the cap together, one after the other and all at once', async () => {
    const numbers = await registered(...spelt.map((phone) => ({ phone })));
    expect(await reserved(numbers[0] ?? '', 300_000)).toBe(true);
    const answers = await Promise.all(numbers.flatMap((no) => [reserved(no, 100_000), reserved(no, 100_000)]));
    expect(answers.filter(Boolean)).toHaveLength(2);
    expect(await held(numbers)).toBe(500_000);
    for (const no of numbers) expect(await amountLeft(db, { no, ...CAP })).toBe(0);
  });

  it('registered at once is one customer', async () => {
    const all = await Promise.all(
      ['13900002278', '86 139 0000 2278', '0139 0000 2278'].flatMap((phone) => [
        register(db, { phone }),
        register(db, { phone }),
      ]),
    );
    const numbers = all.map(({ no }) => no);
    const answers = await Promise.all(numbers.map((no) => reserved(no, 500_000)));
    expect(answers.filter(Boolean)).toHaveLength(1);
    expect(new Set(await Promise.all(numbers.map(customer))).size).toBe(1);
  });
});

describe('an identity number with two telephones', () => {
  it('is one customer, whatever is paid under which', async () => {
    const idNumber = '110105194912310054';
    const [first = '', second = '', third = ''] = await registered(
      { phone: '13900003301', idNumber },
      { phone: '13900003302', idNumber },
      { phone: '13900003302' },
    );
    expect(await reserved(first, 500_000)).toBe(true);
    expect([await reserved(second, 100), await reserved(third, 100)]).toEqual([false, false]);
  });

  it('that becomes known later makes two customers one, with what both were paid', async () => {
    const idNumber = '110105194912310062';
    const [first = '', second = ''] = await registered({ phone: '13900004401' }, { phone: '13900004402', idNumber });
    expect([await reserved(first, 200_000), await reserved(second, 200_000)]).toEqual([true, true]);
    const third = (await register(db, { phone: '13900004401', idNumber: idNumber.replace('1', '１') })).no;
    expect(await amountLeft(db, { no: third, ...CAP })).toBe(100_000);
    expect(new Set(await Promise.all([first, second, third].map(customer))).size).toBe(1);
    expect(await reserved(first, 100_001)).toBe(false);
    const [late = ''] = await registered({ phone: '13900004402' });
    expect(await reserved(late, 100_001)).toBe(false);
  });

  it('is joined by many at once, in every order, without a deadlock', async () => {
    const phones = Array.from({ length: 6 }, (_, index) => `1390000550${index}`);
    const ids = Array.from({ length: 6 }, (_, index) => `X1390000${index}`);
    const before = await registered(...phones.map((phone) => ({ phone })));
    const pairs = phones.flatMap((phone, at) => [
      { phone, idNumber: ids[at] ?? '' },
      { phone, idNumber: ids[(at + 1) % 6] ?? '' },
    ]);
    const tries = [...pairs, ...pairs.toReversed()].map(async (one) => (await register(db, one)).no);
    const pays = before.map((no) => reserved(no, 1));
    const numbers = await Promise.all(tries);
    await Promise.all(pays);
    const all = new Set(await Promise.all([...before, ...numbers].map(customer)));
    expect(all.size).toBe(1);
    expect(
      await row(db, 'select count(distinct customer) as n from customer_marks where customer = any($1)', [[...all]]),
    ).toEqual({ n: 1 });
    expect(await amountLeft(db, { no: before[0] ?? '', ...CAP })).toBe(500_000 - 6);
  });

  it('is joined while somebody registers under two of its marks, without a deadlock', async () => {
    const mark = (complainant: Record<string, string>): string => customerMarks(testKeys, 'CN', complainant)[0] ?? '';
    const numbers = Array.from({ length: 40 }, (_, index) => `139000077${String(index).padStart(2, '0')}`);
    const sorted = numbers.toSorted((a, b) => (mark({ phone: a }) < mark({ phone: b }) ? -1 : 1));
    const [kept = '', third = ''] = sorted;
    const joined = sorted.at(-1) ?? '';
    const idNumber = numbers.map((one) => `X${one}`).find((one) => mark({ idNumber: one }) < mark({ phone: joined }));
    if (idNumber === undefined) throw new Error('no mark of forty comes before another one');
    await registered({ phone: kept }, { phone: `${joined}/${third}` }, { phone: joined, idNumber });
    const share = 'select 1 from customer_marks where mark = $1 for share';
    const { joining } = await transaction(db, async (tx) => {
      await tx.query(share, [mark({ idNumber })]);
      const joining = register(db, { phone: `${kept}/${third}` }).then(({ no }) => no);
      await new Promise((waited) => setTimeout(waited, 200));
      await tx.query(share, [mark({ phone: joined })]);
      return { joining };
    });
    const [other = ''] = await registered({ phone: joined });
    expect(await customer(await joining)).toBe(await customer(other));
  });

  it('is not joined while an amount of either is decided', async () => {
    const [one = ''] = await registered({ phone: '13900006601' }, { phone: '13900006602' });
    let joined = false;
    const joining = await transaction(db, async (tx) => {
      await tx.query('select 1 from complaints where no = $1 for share', [one]);
      // The smaller keyed hash is kept, so that only one of the two is waited for: share both.
      await tx.query('select 1 from complaints where customer in (select customer from customer_marks) for share');
      const waits = register(db, { phone: '13900006601/13900006602' }).then(({ no }) => {
        joined = true;
        return no;
      });
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(joined).toBe(false);
      return { waits };
    });
    expect(await customer(await joining.waits)).toBe(await customer(one));
  });
});

describe('somebody whom nobody knows', () => {
  it('stands alone with each case', async () => {
    const [one = '', other = ''] = await registered({ anonymous: true }, { anonymous: true });
    expect([await reserved(one, 500_000), await reserved(other, 500_000)]).toEqual([true, true]);
    expect(await reserved(one, 1)).toBe(false);
  });
});
