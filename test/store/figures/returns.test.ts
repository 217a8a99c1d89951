import { beforeAll, describe, expect, it } from 'vitest';
import { answerReturn, packsOfReturn, periodOfReturn, returnNamed } from '../../../client/answerReturn.ts';
import type { CasesAnswer, ReturnAnswer, ReturnCell, TableAnswer } from '../../../domain/figures/returnAnswer.ts';
import type { ReturnDefinition } from '../../../domain/figures/returnDefinition.ts';
import { loadPacks } from '../../../packs/load/loadPacks.ts';
import { parseCodeList, parseReturn } from '../../../packs/return/parseReturn.ts';
import { returnsIn } from '../../../packs/return/returnsIn.ts';
import { packsById } from '../../../packs/figure/booksIn.ts';
import { figureBank, type FigureBank } from '../../support/figures/figureBank.ts';

const authored = loadPacks('packs').map(({ pack }) => pack);
const returns = returnsIn(['packs'], authored, (line) => {
  throw new Error(line);
});

type Asked = Readonly<{ packs?: readonly string[]; unit?: string; roles?: readonly string[]; limit?: number }>;

async function returned(
  bank: FigureBank,
  definition: ReturnDefinition,
  period: string,
  { packs, unit, roles = [], limit = 100 }: Asked = {},
): Promise<ReturnAnswer> {
  return answerReturn(bank.db, bank.packs, definition, {
    packs: packsOfReturn(definition, bank.packs, packs),
    days: periodOfReturn(definition, period),
    unit,
    viewer: { id: 'x', roles },
    limit,
    now: bank.moment('2027-02-01 00:00'),
  });
}

async function tableOf(...asked: Parameters<typeof returned>): Promise<TableAnswer> {
  return (await returned(...asked)) as TableAnswer;
}

async function casesOf(...asked: Parameters<typeof returned>): Promise<CasesAnswer> {
  return (await returned(...asked)) as CasesAnswer;
}

function cell({ rows, columns }: TableAnswer, key: string, column: string, group?: string): ReturnCell | undefined {
  const row = rows.find((one) => one.key === key && (group === undefined || one.group === group));
  return row?.cells[columns.findIndex(({ id }) => id === column)];
}

describe('complaints by three axes', () => {
  let bank: FigureBank;
  const definition = returnNamed(returns, 'cn-three-axes');

  beforeAll(async () => {
    bank = await figureBank('cn-statutory', { book: 'pack: cn-statutory\nfigures: {}' });
    const life = { channel: 'phone', unit: 'outlet-renminlu' };
    await bank.live({ ...life, at: '2026-07-01 09:00', category: 'fees', fields: { business: 'loan' } });
    await bank.live({
      ...life,
      at: '2026-08-03 09:00',
      category: 'fees',
      fields: { business: 'loan', cause: 'disclosure', businessChannel: 'electronic' },
      phone: '13900000002',
    });
    await bank.live({ ...life, at: '2026-12-31 23:59', category: 'other', phone: '13900000003' });
    await bank.live({ ...life, at: '2027-01-01 00:00', category: 'service', phone: '13900000004' });
    for (const [name, value] of [
      ['outlets', 12],
      ['customers', 400_000],
    ])
      await bank.insert('series', {
        pack_id: 'cn-statutory',
        name,
        unit: '',
        period_from: '2026-07-01',
        period_to: '2026-12-31',
        value,
        source: 'test',
        imported_by: 'admin',
      });
  }, 120_000);

  it('counts each case once on each axis: by the field where somebody has filled it in, else by the category', async () => {
    const answer = await tableOf(bank, definition, '2026-H2');
    const received = (key: string, group?: string): unknown => cell(answer, key, 'received', group)?.value;
    expect(received('', 'total')).toBe(3);
    expect(['loan', 'debit-card'].map((code) => received(`2018:${code}`))).toEqual([2, 0]);
    expect(['pricing', 'disclosure', 'service'].map((code) => received(`2018:${code}`))).toEqual([1, 1, 0]);
    expect(received('outlet-renminlu')).toBe(3);
  });

  it('says how many are not coded, and never guesses', async () => {
    const answer = await tableOf(bank, definition, '2026-H2');
    expect(['channel', 'business', 'cause'].map((axis) => cell(answer, '', 'received', `code:${axis}`)?.value)).toEqual(
      [2, 1, 1],
    );
  });

  it('counts a code in the one that it is part of too', async () => {
    const answer = await tableOf(bank, definition, '2026-H2');
    expect(cell(answer, '2018:electronic', 'received')).toEqual({ value: 1 });
    expect(cell(answer, '2018:front-office', 'received')).toEqual({ value: 1 });
  });

  it('is held against outlets and customers that were imported for the period', async () => {
    const answer = await tableOf(bank, definition, '2026-H2');
    expect(cell(answer, '', 'per-thousand-outlets', 'total')).toEqual({ value: 250, numerator: 3, denominator: 12 });
    expect(cell(answer, '2018:loan', 'per-ten-million-customers')?.value).toBe(50);
    expect(cell(answer, '2018:loan', 'share')?.value).toBeCloseTo(2 / 3);
  });

  it('says in words why there is no number', async () => {
    const answer = await tableOf(bank, definition, '2026-08');
    const why = { zh: '未导入 2026-08-01 至 2026-08-31 的序列 outlets' };
    expect(cell(answer, '', 'per-thousand-outlets', 'total')).toMatchObject({ value: null, why });
    expect(cell(answer, 'outlet-renminlu', 'per-thousand-outlets')?.value).toBeNull();
  });

  it('adds up the packs of one bank, and takes its outlets once', async () => {
    const [row] = [{ pack_id: 'rural-bank-petitions', name: 'outlets', unit: '', value: 13 }];
    await bank.insert('series', {
      ...row,
      period_from: '2026-07-01',
      period_to: '2026-12-31',
      source: 'test',
      imported_by: 'admin',
    });
    const all = await tableOf(bank, definition, '2026-H2');
    expect(all.packs).toContain('rural-bank-petitions');
    expect(cell(all, '', 'received', 'total')?.value).toBe(3);
    expect(cell(all, '', 'per-thousand-outlets', 'total')?.why?.en).toMatch(/differ .* 12, .* 13/);
  });

  it('is made for months, quarters, halves and years only', () => {
    expect(() => periodOfReturn(definition, '2026-07-02..2026-12-31')).toThrow(/month, quarter, half-year, year/);
    expect(() => periodOfReturn(definition, '2026-H3')).toThrow(/2026-H2/);
    expect(periodOfReturn(definition, '2026-Q4')).toEqual({ from: '2026-10-01', to: '2026-12-31' });
  });

  it('knows nothing of a pack that it has no codes for', () => {
    expect(() => packsOfReturn(definition, bank.packs, ['key-accounts'])).toThrow(/key-accounts/);
    expect(() => returnNamed(returns, 'cn-three')).toThrow(/cn-three-axes/);
  });

  it('leaves a case with the version of the list that was in force when it was registered', async () => {
    const list = parseCodeList(`
list: lines
title: { zh: 类, en: Lines }
versions:
  - { version: '2018', from: 2018-01-01, codes: { loan: { title: { zh: 贷款, en: Loans }, code: '03' } } }
  - version: '2026'
    from: 2026-08-01
    codes:
      credit: { title: { zh: 信贷, en: Credit }, code: C }
      loan: { title: { zh: 个人贷款, en: Personal loans }, code: C1, parent: credit }
`);
    if (!list.ok) throw new Error('the list is sound');
    const parsed = parseReturn(
      `
return: lines
kind: table
title: { zh: 表, en: Table }
axes: { business: { title: { zh: 类, en: Line }, list: lines } }
rows: ['code:business']
columns: { received: { title: { zh: 收到, en: Received }, count: { kind: count, of: case, basis: registered } } }
packs: { cn-statutory: { codes: { business: [{ when: { business: loan }, code: loan }] } } }
`,
      { packs: packsById(authored), lists: { lines: list.value } },
    );
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
    const answer = await tableOf(bank, parsed.value, '2026');
    const seen = answer.rows.map(({ version, code, label, cells }) => [version, code, label.en, cells[0]?.value]);
    expect(seen).toEqual([
      ['2018', '03', 'Loans', 1],
      ['2026', 'C', 'Credit', 1],
      ['2026', 'C1', 'Personal loans', 1],
      [undefined, undefined, 'Not coded', 1],
    ]);
  });
});

describe('few confidential cases', () => {
  it('are in no cell, nor is what would give them away', async () => {
    const bank = await figureBank('rural-bank-petitions');
    const life = { unit: 'supervision', channel: 'phone', until: '2026-11-20 00:00' };
    for (const at of ['2026-11-02 09:00', '2026-11-03 09:00', '2026-11-04 09:00'])
      await bank.live({ ...life, at, category: 'attitude' });
    await bank.live({ ...life, at: '2026-11-05 09:00', category: 'crime-report' });
    const answer = await tableOf(bank, returnNamed(returns, 'cn-three-axes'), '2026-11', {
      packs: ['rural-bank-petitions'],
    });
    expect(cell(answer, '', 'received', 'total')?.value).toBe(4);
    const few = { value: null, why: { en: 'too few confidential cases to be told apart' } };
    expect(cell(answer, '', 'received', 'code:cause')).toMatchObject(few);
    expect(cell(answer, '2018:service', 'received')).toMatchObject(few);
    expect(cell(answer, '2018:service', 'share')).toMatchObject(few);
  }, 120_000);
});

describe('the half-yearly return of the FCA', () => {
  let bank: FigureBank;
  const definition = returnNamed(returns, 'fca-half-year');
  const soon = [
    ['2026-02-03 10:00', 'summary-resolution'],
    ['10:05', 'resolve', { outcome: 'upheld' }],
    ['10:10', 'close'],
  ];
  const answered = (day: string, outcome: string): unknown[] => [
    [`${day} 10:00`, 'final-response', { outcome, ombudsman: true }],
    ['10:05', 'resolve', { outcome }],
    ['10:10', 'close'],
  ];

  beforeAll(async () => {
    bank = await figureBank('fca-disp', { book: 'pack: fca-disp\nfigures: {}' });
    const live = (at: string, does: unknown, more = {}): Promise<string> =>
      bank.live({ unit: 'outlet-renminlu', channel: 'phone', category: 'banking', at, does: does as never, ...more });
    await live('2026-02-02 10:00', soon, { fields: { redress: '5.00' } });
    await live('2026-02-02 11:00', answered('2026-02-20', 'upheld'), {
      fields: { redress: '120.50', vulnerable: true, cause: 'advice' },
    });
    await live('2026-02-02 12:00', answered('2026-06-01', 'rejected'), {
      category: 'insurance',
      fields: { redress: '10.00', cause: 'service' },
    });
    await live('2026-02-02 13:00', [['2026-02-03 09:00', 'edit', { cause: 'arrears' }]], { category: 'lending' });
  }, 120_000);

  it('tells closings apart by how long they took, and they add up', async () => {
    const answer = await tableOf(bank, definition, '2026-H1');
    const total = Object.fromEntries(
      answer.columns.map(({ id }) => [id, cell(answer, '', id, 'total')?.value] as const),
    );
    expect(total).toMatchObject({
      opened: 4,
      vulnerable: 1,
      'closed-in-3-days': 1,
      'closed-in-8-weeks': 1,
      'closed-late': 1,
      closed: 3,
      // One by its final response, one by a summary resolution.
      upheld: 2,
      redress: 13_550,
      'redress-upheld': 12_550,
      'redress-not-upheld': 1000,
      open: 1,
      'per-thousand-accounts': null,
    });
    expect(total['upheld-share']).toBeCloseTo(2 / 3);
  });

  it('tells complaints opened apart by main cause, also one that was filled in later, and they add up', async () => {
    const answer = await tableOf(bank, definition, '2026-H1');
    const causes = ['advice', 'product', 'service', 'arrears', 'other', 'unknown'];
    const counted = (key: string, by: string): unknown[] =>
      causes.map((cause) => cell(answer, key, `cause-${cause}`, by)?.value);
    expect(counted('', 'total')).toEqual([1, 0, 1, 1, 0, 1]);
    expect(counted('2016:banking', 'code:product')).toEqual([1, 0, 0, 0, 0, 1]);
  });

  it('codes what the pack can say, and the rest is not coded', async () => {
    const answer = await tableOf(bank, definition, '2026-H1');
    expect(
      ['2016:banking', '2016:home-finance', '2016:insurance', ''].map(
        (key) => cell(answer, key, 'opened', 'code:product')?.value,
      ),
    ).toEqual([2, 0, 1, 1]);
    expect(cell(answer, '2016:home-finance', 'upheld-share')?.why?.en).toBe('nothing to count it over');
  });

  it('is made for half-years only', () => {
    expect(() => periodOfReturn(definition, '2026')).toThrow(/half-year/);
  });
});

describe('the field set of the CFPB', () => {
  let bank: FigureBank;
  const definition = returnNamed(returns, 'cfpb-complaints');

  beforeAll(async () => {
    bank = await figureBank('cfpb', { book: 'pack: cfpb\nfigures: {}' });
    const live = (at: string, does: unknown): Promise<string> =>
      bank.live({
        unit: 'outlet-renminlu',
        category: 'mortgage',
        at,
        fields: { sentToCompanyAt: '2026-03-01T23:30:00-05:00' },
        does: does as never,
      });
    await live('2026-03-02 09:00', [
      ['2026-03-05 09:00', 'respond', { code: 'explanation' }],
      ['2026-03-06 09:00', 'consumer-feedback', { satisfied: false }],
    ]);
    await live('2026-03-03 09:00', []);
  }, 120_000);

  it('has a line for each case, and says of each empty field why', async () => {
    const { rows, columns, total } = await casesOf(bank, definition, '2026-03');
    const lines = rows.map((row) =>
      Object.fromEntries(
        row.map((one, index) => [columns[index]?.header, 'text' in one ? one.text.en : `(${one.why.en})`]),
      ),
    );
    expect(total).toBe(2);
    expect(lines[0]).toMatchObject({
      'Date received': '2026-03-02',
      Product: 'Mortgage',
      'Sub-product': '(the pack has no field for it)',
      'Date sent to company': '2026-03-01',
      'Company response to consumer': 'Closed with explanation',
      'Timely response?': 'Yes',
      'Consumer disputed?': 'Yes',
    });
    expect(lines[1]).toMatchObject({
      'Company response to consumer': 'In progress',
      'Timely response?': 'No',
      'Consumer disputed?': 'N/A',
    });
  });

  it('goes on after the last one', async () => {
    const first = await casesOf(bank, definition, '2026-03', { limit: 1 });
    const number = first.rows[0]?.at(-1);
    expect([first.rows.length, number]).toEqual([1, { text: { zh: first.next, en: first.next } }]);
  });
});
