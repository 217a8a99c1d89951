import { describe, expect, it } from 'vitest';
import { installedCalendars } from '../../../packs/calendar/loadCalendars.ts';
import { loadDuties } from '../../../packs/duty/loadDuties.ts';
import { parseDuties } from '../../../packs/duty/parseDuties.ts';
import { packsIn } from '../../../packs/load/loadPacks.ts';
import { projectRoot } from '../../../config/projectRoot.ts';
import { join } from 'node:path';

const folders = [join(projectRoot(), 'packs')];
const packs = packsIn(folders, installedCalendars(folders));

function faultsOf(text: string): readonly string[] {
  const read = parseDuties(
    text,
    (id) => packs.find((pack) => pack.id === id),
    packs.map(({ id }) => id),
  );
  return read.ok ? [] : read.faults.map(({ line, column, code }) => `${line}:${column} ${code}`);
}

const RETURN = [
  'pack: cutover-emergency',
  'duties:',
  '  back:',
  '    title: { zh: 报, en: Return }',
  '    every: day',
  "    due: '18:00'",
  '    owed: { level: outlet }',
  '    by: [liaison]',
];
const changed = (line: number, text: string): string => RETURN.with(line, text).join('\n');

describe('a file of duties', () => {
  it('of the four systems is sound', () => {
    const books = loadDuties(folders, packs);
    expect(books.map(({ pack }) => pack).sort()).toEqual([
      'cutover-emergency',
      'key-accounts',
      'office-complaints',
      'rural-bank-petitions',
    ]);
  });

  it('says which rule it comes from: the daily look at sites is S3-T3', () => {
    const rules = loadDuties(folders, packs).flatMap(({ duties }) => Object.values(duties).map(({ rule }) => rule));
    expect(rules.filter((rule) => rule !== undefined).sort()).toEqual(['S1-T10', 'S1-T9', 'S2-T6', 'S3-T3']);
  });

  it('says where a mistake is', () => {
    expect(faultsOf(RETURN.join('\n'))).toEqual([]);
    expect(faultsOf(changed(0, 'pack: cutover-emergencies'))).toEqual(['1:7 unknown-pack']);
    expect(faultsOf(changed(6, '    owed: { level: outlets }'))).toEqual(['7:20 unknown-level']);
    expect(faultsOf(changed(7, '    by: [liaison, nobody]'))).toEqual(['8:19 unknown-role']);
    expect(faultsOf(changed(4, '    every: month'))).toEqual(['4:5 duty-on']);
    expect(faultsOf(changed(5, "    due: '00:00'"))).toEqual(['4:5 duty-opens-late']);
    expect(faultsOf(changed(7, '    to: [liaison]'))).toEqual(['4:5 duty-kind', '8:9 duty-kind']);
  });
});
