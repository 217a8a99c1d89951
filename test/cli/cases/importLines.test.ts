import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { importLines } from '../../../cli/cases/importLines.ts';
import { BilingualError } from '../../../language/bilingual.ts';
import { workbook } from '../../support/cases/workbook.ts';

const folder = mkdtempSync(join(tmpdir(), 'import-'));
function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
const faults = async (lines: Promise<unknown>): Promise<string> => {
  const error = await lines.then(
    () => undefined,
    (failed: unknown) => failed,
  );
  if (!(error instanceof BilingualError)) throw new Error('it was taken');
  return error.words.en.replaceAll(`${folder}/`, '');
};

const MAPPING = `
zone: Asia/Shanghai
columns:
  编号: reference.id
  客户: complainant.name
  电话: complainant.phone
  渠道: { to: channel, values: { 电话: phone, 网点: outlet } }
  登记时间: { to: registeredAt, as: instant }
  诉求: demand
  是否到场: { to: fields.siteVisit, values: { 是: true, 否: false } }
  部门: { to: fields.departments, as: list }
  件数: { to: fields.count, as: number }
  办结时间: { to: history.resolve.at, as: instant }
  结果: history.resolve.fields.outcome
fixed:
  pack: cn-statutory
  reference.system: old-crm
`;
const HEAD = '编号,客户,电话,渠道,登记时间,诉求,是否到场,部门,件数,办结时间,结果';

describe('a table of complaints', () => {
  it('becomes bodies by its mapping: columns, fixed values, other words, and one zone for what has none', async () => {
    const table = file(
      'cases.csv',
      `${HEAD}\nA-1,张三,13900001950,电话,2025/3/2 9:00,"请退款, 谢谢",是,dept-it、dept-retail,3,` +
        '2025-03-09 10:30:00,satisfied\nA-2,李四,,网点,2025-03-02T09:00:00Z,请说明,,,,,\n',
    );
    const lines = await importLines(table, file('m.yaml', MAPPING));
    expect(lines).toEqual([
      {
        line: 2,
        faults: [],
        body: {
          pack: 'cn-statutory',
          reference: { system: 'old-crm', id: 'A-1' },
          complainant: { name: '张三', phone: '13900001950' },
          channel: 'phone',
          registeredAt: '2025-03-02T01:00:00.000Z',
          demand: '请退款, 谢谢',
          fields: { siteVisit: true, departments: ['dept-it', 'dept-retail'], count: 3 },
          history: [{ action: 'resolve', at: '2025-03-09T02:30:00.000Z', fields: { outcome: 'satisfied' } }],
        },
      },
      {
        line: 3,
        faults: [],
        body: {
          pack: 'cn-statutory',
          reference: { system: 'old-crm', id: 'A-2' },
          complainant: { name: '李四' },
          channel: 'outlet',
          registeredAt: '2025-03-02T09:00:00Z',
          demand: '请说明',
        },
      },
    ]);
  });

  it('says of each cell that cannot be read where it stands, and of an action that has no moment', async () => {
    const table = file('faulty.csv', `${HEAD}\nA-1,张三,1,传真,2月30日,请退款,也许,,三,,satisfied\n`);
    const [line] = await importLines(table, file('m.yaml', MAPPING));
    expect(line?.faults.map((one) => `${one.line}:${one.column} ${one.message.en}`)).toEqual([
      '2:10 no value for "传真"; for: 电话, 网点',
      '2:13 "2月30日" is no moment',
      '2:23 no value for "也许"; for: 是, 否',
      '2:27 "三" is no number',
      '2:1 "resolve" has no moment',
    ]);
  });

  it('is read from a workbook as from CSV: dates as they stand there, numbers as they are shown', async () => {
    const rows = [
      ['编号', '客户', '电话', '渠道', '登记时间', '诉求', '是否到场', '部门', '件数', '办结时间', '结果'],
      [],
      ['A-1', '张三', 13_900_001_950, '电话', { day: 45_718.375 }, '请退款', '否', null, 0.3, null, null],
      ['A-2', '李四', 1.101_051_949_123_1e17, '电话', { day: 45_718.375 }, '请退款', '否', null, null, null, null],
    ] as const;
    const table = file('cases.xlsx', workbook('台账', rows));
    const [first, second] = await importLines(table, file('m.yaml', `sheet: 台账\n${MAPPING}`));
    expect(first).toMatchObject({
      line: 3,
      faults: [],
      body: {
        complainant: { phone: '13900001950' },
        registeredAt: '2025-03-02T01:00:00.000Z',
        fields: { siteVisit: false, count: 0.3 },
      },
    });
    expect(second?.faults).toMatchObject([{ line: 4, column: 3 }]);
    expect(await faults(importLines(table, file('m.yaml', `sheet: 总表\n${MAPPING}`)))).toBe(
      'cases.xlsx: there is no worksheet 总表',
    );
  });

  it('is refused as a workbook that is none, or that would fill the memory', async () => {
    const mapping = file('m.yaml', MAPPING);
    const read = (name: string, bytes: Uint8Array): Promise<string> => faults(importLines(file(name, bytes), mapping));
    expect(await read('text.xlsx', strToU8('编号,客户'))).toBe('text.xlsx: no workbook (XLSX)');
    expect(await read('other.xlsx', zipSync({ 'a.xml': strToU8('<a/>') }))).toMatch(/^other.xlsx: no workbook/);
    const claiming = (bytes: number): Uint8Array => {
      const packed = zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(1024 * 1024) });
      const view = new DataView(packed.buffer);
      for (let at = 0; at < packed.length - 4; at += 1)
        if (view.getUint32(at, true) === 0x02_01_4b_50) view.setUint32(at + 24, bytes, true);
      return packed;
    };
    expect(await read('bomb.xlsx', claiming(300 * 1024 * 1024))).toMatch(/^bomb.xlsx: too large/);
    // No more is opened than it says of itself.
    expect(await read('liar.xlsx', claiming(100))).toMatch(/^liar.xlsx: no workbook/);
  });

  it('needs a mapping that fits it: every mistake of that has its line and column', async () => {
    const table = file('cases.csv', `${HEAD}\n`);
    expect(await faults(importLines(table, undefined))).toBe(
      'cases.csv: a table needs --mapping, which says what its columns are',
    );
    const wrong =
      'zone: Asia/Peking\ncolumns:\n  电话号码: complainant.phone\n  客户: { to: name }\n  诉求: demand\n' +
      '  结果: demand\nfixed: { unitt: x }\n';
    expect(
      (await faults(importLines(table, file('m.yaml', wrong)))).split('\n').map((one) => one.slice(0, 58)),
    ).toEqual([
      'm.yaml:1:7: no zone "Asia/Peking", e.g. Asia/Shanghai [no-',
      'm.yaml:3:3: no column "电话号码"; there are: 编号, 客户, 电话, 渠道, 登',
      'm.yaml:4:13: no field "name"; there are: pack, object, cha',
      'm.yaml:6:7: the field "demand" comes from elsewhere too [f',
      'm.yaml:7:10: no field "unitt"; there are: pack, object, ch',
    ]);
  });
});

describe('JSON, one complaint a line', () => {
  it('may have blank lines, and lines of a file of refused ones', async () => {
    const body = { channel: 'phone', demand: '甲' };
    const refused = { line: 9, status: 422, code: 'unit-unknown', detail: '…', errors: [], body };
    const lines = await importLines(
      file('a.jsonl', `\n${JSON.stringify(body)}\n${JSON.stringify(refused)}\n`),
      undefined,
    );
    expect(lines).toEqual([
      { line: 2, body, faults: [] },
      { line: 3, body, faults: [] },
    ]);
  });

  it('is refused with every line that is no object', async () => {
    expect(await faults(importLines(file('a.jsonl', '{}\nnone\n  [1]\n'), undefined))).toBe(
      'a.jsonl:2:1: must be one JSON object: the body of POST /v1/complaints\n' +
        'a.jsonl:3:3: must be one JSON object: the body of POST /v1/complaints',
    );
  });
});
