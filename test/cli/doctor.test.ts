import { describe, expect, it } from 'vitest';
import { calendarFinding } from '../../cli/calendarFinding.ts';
import { findingLine, wellEnough } from '../../cli/doctor.ts';
import { calendarLibrary, withPublished } from '../../packs/calendarLibrary.ts';
import { loadPacks } from '../../packs/loadPacks.ts';
import { LIBRARY } from '../support/workCalendars.ts';

const packs = loadPacks('packs').map((one) => one.pack);
const at = (text: string): number => Date.parse(`${text}+08:00`);

describe('the doctor looks at next year’s calendars', () => {
  it('and says nothing before December', () => {
    expect(calendarFinding(packs, LIBRARY, at('2026-11-30T23:59:00'))).toMatchObject({ part: 'calendar', ok: true });
    expect(calendarFinding(packs, LIBRARY, at('2026-11-30T23:59:00'))).not.toHaveProperty('warn');
  });

  it('and warns from 1 December on when one is missing, says how to mend it, and is well all the same', () => {
    const finding = calendarFinding(packs, LIBRARY, at('2026-12-01T00:01:00'));
    expect(finding).toMatchObject({ part: 'calendar', ok: true, warn: true, detail: 'next year missing: cn 2027' });
    expect(findingLine(finding)).toMatch(/^! calendar +next year missing: cn 2027\n {2}→ .*redress calendar import/);
    expect(wellEnough([finding])).toBe(true);
  });

  it('and is content with one that was published on this installation', () => {
    const cn2027 = LIBRARY['cn']?.at(-1);
    if (cn2027 === undefined) throw new Error('the year is gone');
    const published = withPublished(LIBRARY, calendarLibrary([{ ...cn2027, status: 'published', version: 1 }]));
    expect(calendarFinding(packs, published, at('2026-12-01T00:01:00'))).not.toHaveProperty('warn');
  });
});
