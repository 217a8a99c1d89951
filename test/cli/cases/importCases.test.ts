import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importCases, type ImportOptions } from '../../../cli/cases/importCases.ts';
import { outputIn } from '../../../cli/output/output.ts';
import { loadEnvironment } from '../../../config/environment.ts';
import { BilingualError } from '../../../language/bilingual.ts';
import { startTestApi, type TestApi } from '../../support/cases/testApi.ts';

const folder = mkdtempSync(join(tmpdir(), 'import-'));
const env = loadEnvironment({ REDRESS_DATA: '/nowhere' });

interface Row {
  readonly line: number;
  readonly key: string;
  readonly no: string;
  readonly receiptCode: string;
  readonly body: unknown;
}

type Body = Readonly<Record<string, unknown>>;
function body(index: number, over: Body = {}): Body {
  const complainant = { name: '甲', phone: String(13_900_019_500 + index) };
  const kind = { pack: 'cn-statutory', channel: 'phone', unit: 'head-office', category: 'fees' };
  return { ...kind, complainant, demand: `请处理第${index}件`, ...over };
}
const BODIES = [0, 1, 2, 3, 4].map((index) => body(index));

describe('redress import', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi({ demonstration: true, worker: false });
  });
  afterAll(() => api.stop());

  function file(name: string, bodies: readonly unknown[], before = ''): string {
    const path = join(folder, name);
    writeFileSync(path, `${before}${bodies.map((one) => JSON.stringify(one)).join('\n')}\n`);
    return path;
  }
  async function run(
    path: string,
    options: Partial<ImportOptions> = {},
  ): Promise<Readonly<{ code: number; said: readonly string[] }>> {
    const said: string[] = [];
    const out = outputIn('en', (line) => void said.push(line.replaceAll(`${folder}/`, '')));
    const code = await importCases(env, out, path, { rate: '500', api: api.url, ...options });
    return { code, said };
  }
  const failure = async (ran: Promise<unknown>): Promise<string> => {
    const error = await ran.then(
      () => undefined,
      (failed: unknown) => failed,
    );
    return error instanceof BilingualError ? error.words.en : String(error);
  };
  const count = async (): Promise<number> =>
    Number((await api.db.query('select count(*) as n from complaints')).rows[0].n);
  const rows = (path: string): Row[] =>
    readFileSync(path, 'utf8')
      .trim()
      .split('\n')
      .map((one) => JSON.parse(one));

  it('registers a file once: with a line more on top, in another order, or written otherwise it is known', async () => {
    const first = file('1.jsonl', BODIES);
    expect(await run(first)).toMatchObject({
      code: 0,
      said: ['5 registered, 0 known already, 0 refused', expect.anything()],
    });
    const before = await count();
    const results = rows(`${first}.results`);
    const numbers = results.map(({ no }) => no);
    expect(results.map(({ line }) => line).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5]);
    expect(results[0]?.receiptCode).toMatch(/^\d{16}$/);
    for (const again of [
      file('2-blank-line-on-top.jsonl', BODIES, '\n'),
      file('3-sorted.jsonl', BODIES.toReversed()),
      file(
        '4-other-order-of-keys.jsonl',
        BODIES.map((one) => Object.fromEntries(Object.entries(one).toReversed())),
      ),
    ]) {
      const { code, said } = await run(again);
      expect(code).toBe(0);
      expect(said.filter((line) => line.includes('known as'))).toHaveLength(5);
      expect(said).toContain('0 registered, 5 known already, 0 refused');
      expect(new Set(rows(`${again}.results`).map(({ no }) => no))).toEqual(new Set(numbers));
    }
    expect(await count()).toBe(before);
  });

  it('says of a line that is known by its reference what is otherwise, and registers none of it', async () => {
    const reference = { system: 'old-crm', id: 'C-1' };
    await run(file('ref-1.jsonl', [body(11, { reference })]));
    const changed = file('ref-2.jsonl', [body(12, { reference, channel: 'portal' })]);
    const { code, said } = await run(changed);
    const { no, receiptCode } = rows(`${changed}.results`)[0] as Row;
    expect(code).toBe(0);
    expect(said[0]).toBe(`ref-2.jsonl:1: known as ${no}; not registered: /channel, /complainant/phone, /demand`);
    const { body: view } = await api.get(`/v1/complaints/${no}`);
    expect(view).toMatchObject({ channel: 'phone', reference, receiptCode });
  });

  it('writes refused lines down as they come, with all that is wrong with each, to be imported again', async () => {
    const path = file('rejects.jsonl', [body(21), body(22, { channel: 'pigeon', unit: 'nowhere' }), body(23)]);
    const { code, said } = await run(path);
    expect(code).toBe(1);
    expect(said[0]).toMatch(/^rejects.jsonl:2: \/unit: .*\/channel: /);
    const [refused] = rows(`${path}.rejects`);
    expect(refused).toMatchObject({ line: 2, status: 422, errors: [{ pointer: '/unit' }, { pointer: '/channel' }] });
    const corrected = file('corrected.jsonl', [{ ...refused, body: body(22) }]);
    expect(await run(corrected)).toMatchObject({ code: 0 });
    expect(existsSync(`${corrected}.rejects`)).toBe(false);
    expect(await run(path)).toMatchObject({ code: 1 });
    expect(rows(`${path}.rejects`)).toHaveLength(1);
  });

  it('goes on after a kill: what has its result is not sent again, one cut short is written anew', async () => {
    const path = file(
      'killed.jsonl',
      [31, 32, 33].map((index) => body(index)),
    );
    await run(path);
    const results = rows(`${path}.results`);
    const [first, second] = results.map((one) => JSON.stringify(one)) as [string, string];
    writeFileSync(`${path}.results`, `${first}\n${second.slice(0, 40)}`);
    // Keys of requests are forgotten after a week; results are not.
    await api.db.query('delete from idempotency_keys where key = $1', [results[0]?.key]);
    const before = await count();
    expect((await run(path)).said).toContain('0 registered, 3 known already, 0 refused');
    expect(await count()).toBe(before);
    const whole = readFileSync(`${path}.results`, 'utf8').trim().split('\n');
    expect(whole).toContain(first);
    expect(whole).toContain(second);
    expect(whole).toHaveLength(4);
  });

  it('takes no results of another installation for its own', async () => {
    const path = file('moved.jsonl', [body(41)]);
    writeFileSync(
      `${path}.results`,
      `${JSON.stringify({ line: 1, key: 'x', no: '20200101-000001', receiptCode: null })}\n`,
    );
    expect(await failure(run(path))).toContain('has results of another installation');
  });

  it('checks a table without registering any of it, and then registers it', async () => {
    const table = join(folder, 'cases.csv');
    writeFileSync(
      table,
      'id,name,phone,channel,demand\nT-1,甲,13900019551,phone,请退款\n' +
        'T-2,乙,13900019552,pigeon,请退款\nT-3,丙,13900019553,Fax,请退款\n',
    );
    const mapping = join(folder, 'mapping.yaml');
    writeFileSync(
      mapping,
      'columns:\n  id: reference.id\n  name: complainant.name\n  phone: complainant.phone\n' +
        '  channel: { to: channel, values: { phone: phone, pigeon: pigeon } }\n  demand: demand\n' +
        'fixed: { reference.system: desk, pack: cn-statutory, unit: head-office, category: fees }\n',
    );
    const before = await count();
    const dry = await run(table, { mapping, dryRun: true });
    expect(dry.code).toBe(1);
    expect(dry.said.slice(0, 2).toSorted()).toEqual([
      expect.stringMatching(/^cases.csv:3: .*channel/),
      'cases.csv:4: 4:19: no value for "Fax"; for: phone, pigeon',
    ]);
    expect(dry.said.at(-1)).toBe('dry run: 1 could be registered, 0 known already, 2 refused; nothing was registered');
    expect(await count()).toBe(before);
    expect(existsSync(`${table}.results`)).toBe(false);
    expect((await run(table, { mapping })).said).toContain('1 registered, 0 known already, 2 refused');
  });

  it('brings in a table with its history, the earlier cases first, and only for an administrator', async () => {
    const table = join(folder, 'past.csv');
    writeFileSync(
      table,
      'id,phone,at,accepted,resolved,outcome\n' +
        'P-2,13900019571,2026-03-20 10:00,2026-03-21 09:00,,\n' +
        'P-1,13900019571,2026-03-02 10:00,2026-03-03 09:00,2026-03-04 09:00,refunded\n' +
        'P-3,13900019572,2026-03-05 10:00,,2026-03-04 09:00,refunded\n',
    );
    const mapping = join(folder, 'past.yaml');
    writeFileSync(
      mapping,
      'zone: Asia/Shanghai\ncolumns:\n  id: reference.id\n  phone: complainant.phone\n' +
        '  at: { to: registeredAt, as: instant }\n' +
        '  accepted: { to: history.accept.at, as: instant }\n  resolved: { to: history.resolve.at, as: instant }\n' +
        '  outcome: history.resolve.fields.outcome\n' +
        'fixed: { complainant.name: 甲, demand: 请退款, reference.system: past, pack: cn-statutory, channel: phone, ' +
        'unit: head-office, category: fees }\n',
    );
    const other = await failure(run(table, { mapping, history: true, actor: 'hq-press-1' }));
    expect(other).toBe('only an administrator brings in cases with their past');
    expect(existsSync(`${table}.rejects`)).toBe(false);
    const { code, said } = await run(table, { mapping, history: true });
    expect(code).toBe(1);
    expect(said[0]).toMatch(/^past.csv:4: .*\/history\/0\/at/);
    expect(said).toContain('2 registered, 0 known already, 1 refused');
    const [first, second] = rows(`${table}.results`);
    expect([first?.line, second?.line]).toEqual([3, 2]);
    const [earlier, later] = await Promise.all(
      [first, second].map(async (one) => (await api.get(`/v1/complaints/${one?.no}`)).body),
    );
    expect(earlier).toMatchObject({ stage: 'resolved', outcome: 'refunded', registeredAt: '2026-03-02T02:00:00.000Z' });
    expect(later).toMatchObject({ stage: 'accepted', overdue: true, importedAt: expect.any(String) as string });
  });

  it('fails at once, in one line, when nothing answers or nobody of that name may ask', async () => {
    const path = file('whoever.jsonl', BODIES);
    expect(await failure(run(path, { api: 'http://127.0.0.1:1' }))).toBe('nothing answers at http://127.0.0.1:1');
    const page = createServer((_, response) => response.end('<html></html>')).listen(0, '127.0.0.1');
    await once(page, 'listening');
    const { port } = page.address() as AddressInfo;
    const elsewhere = await failure(run(path, { api: `http://127.0.0.1:${port}` }));
    page.close();
    expect(elsewhere).toBe(`what answers at http://127.0.0.1:${port} is no API of Redress`);
    expect(await failure(run(path, { actor: 'nobody-there' }))).toMatch(/^X-Redress-Actor names nobody who is known/);
  });
});
