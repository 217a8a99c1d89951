import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeReport } from '../../report/makeReport.ts';
import { FORMATS } from '../../report/reportOrder.ts';
import { handMadeInput } from '../support/reports/handMade.ts';

describe('a report is made in a process of its own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'redress-report-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('makes every format, says each as it is done, and the same bytes each time', async () => {
    const order = { input: handMadeInput('zh'), formats: FORMATS, folder };
    const seen: string[] = [];
    const made = await makeReport({ ...order, name: 'first' }, ({ made: format }) => void seen.push(format));
    expect(seen).toEqual([...FORMATS]);
    expect(made.every(({ bytes }) => bytes > 20_000)).toBe(true);
    await makeReport({ ...order, name: 'second' });
    for (const format of FORMATS) {
      const [first, second] = ['first', 'second'].map((name) => readFileSync(join(folder, `${name}.${format}`)));
      expect(first?.equals(second ?? Buffer.alloc(0)), format).toBe(true);
    }
    expect(readdirSync(folder)).toHaveLength(2 * FORMATS.length);
  }, 120_000);

  it('says in both languages what is wrong', async () => {
    const order = { input: handMadeInput('en'), formats: ['html'] as const, folder, name: 'none' };
    await expect(makeReport(order, undefined, 1)).rejects.toThrow(/was not made within 1 s/);
    await expect(makeReport({ ...order, folder: join(folder, 'absent') })).rejects.toThrow(/ENOENT/);
  });
});
