import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { installedCalendars } from '../../../packs/calendar/loadCalendars.ts';
import { loadDuties } from '../../../packs/duty/loadDuties.ts';
import { booksIn } from '../../../packs/figure/booksIn.ts';
import { packsIn } from '../../../packs/load/loadPacks.ts';
import { KeptResults } from '../../../packs/source/kept.ts';

const fail = (): never => expect.unreachable();

/** The folder of a build that has kept one result. */
function built(): string {
  const folder = mkdtempSync(join(tmpdir(), 'redress-kept-'));
  writeFileSync(join(folder, '.tsbuildinfo'), 'sources as they are');
  const results = new KeptResults(folder);
  results.keep(() => void results.find(['packs', 'a text'], () => ({ id: 'a' })));
  return folder;
}

describe('what the build has parsed', () => {
  it('is not parsed again by processes that start later', () => {
    expect(new KeptResults(built()).find(['packs', 'a text'], fail)).toEqual({ id: 'a' });
  });

  it('is found for the very same content alone', () => {
    const results = new KeptResults(built());
    expect(results.find(['packs', 'another text'], () => 'parsed')).toBe('parsed');
    expect(results.find(['duties', 'a text'], () => 'parsed')).toBe('parsed');
  });

  it('is not that of another build, whose rules may read the same text otherwise', () => {
    const folder = built();
    writeFileSync(join(folder, '.tsbuildinfo'), 'sources that changed');
    expect(new KeptResults(folder).find(['packs', 'a text'], () => 'parsed')).toBe('parsed');
  });

  it('is nothing where nothing was built', () => {
    const folder = mkdtempSync(join(tmpdir(), 'redress-kept-'));
    expect(new KeptResults(folder).find(['packs', 'a text'], () => 'parsed')).toBe('parsed');
  });

  it('is the same when it is read back: calendars, packs, figures and duties are plain data', () => {
    const folders = ['packs'];
    const calendars = installedCalendars(folders);
    const packs = packsIn(folders, calendars);
    const all = [calendars, packs, booksIn(folders, packs, fail), loadDuties(folders, packs)];
    expect(JSON.parse(JSON.stringify(all))).toStrictEqual(all);
  });
});
