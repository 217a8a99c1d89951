import { describe, expect, it } from 'vitest';
import { calendarLibrary } from '../../../packs/calendar/calendarLibrary.ts';
import { loadPacks } from '../../../packs/load/loadPacks.ts';
import { missingYears } from '../../../packs/load/missingYears.ts';
import type { AuthoredPack } from '../../../packs/schema/packSchema.ts';
import { inventedYear } from '../../support/rules/inventedYear.ts';

const pack = {
  ...(loadPacks('packs').find((one) => one.pack.id === 'cn-statutory') as { readonly pack: AuthoredPack }).pack,
  calendar: 'test',
};
const years = calendarLibrary([inventedYear(2026), inventedYear(2027, { status: 'unpublished', version: 0 })]);
const missing = (moment: string, calendars = years): readonly string[] =>
  missingYears(calendars, [pack, pack], Date.parse(`${moment}+08:00`));

describe('years that are missing', () => {
  it('are the next one from December on', () => {
    expect([missing('2026-11-30T23:59:59'), missing('2026-12-01T00:00:00'), missing('2026-12-31T23:59:59')]).toEqual([
      [],
      ['test 2027'],
      ['test 2027'],
    ]);
  });

  it('stay missing when that year has begun, on any day of it, until they are published', () => {
    expect([missing('2027-01-01T00:00:00'), missing('2027-06-15T12:00:00')]).toEqual([['test 2027'], ['test 2027']]);
    const published = calendarLibrary([inventedYear(2026), inventedYear(2027)]);
    expect([missing('2027-01-01T00:00:00', published), missing('2027-11-30T12:00:00', published)]).toEqual([[], []]);
  });

  it('are both of them, where the last December left one behind', () => {
    expect(missing('2027-12-01T00:00:00')).toEqual(['test 2027', 'test 2028']);
    expect(missing('2028-03-01T00:00:00')).toEqual(['test 2028']);
  });

  it('are none of a pack without a calendar', () => {
    const { calendar: _calendar, ...without } = pack;
    expect(missingYears(years, [without], Date.parse('2027-12-01T00:00:00Z'))).toEqual([]);
  });
});
