import type { CalendarYear } from '../../../packs/calendar/calendarSchema.ts';

/** A published year of a nationwide calendar with weekends only. */
export function inventedYear(number: number, parts: Partial<CalendarYear> = {}): CalendarYear {
  const sources = [{ title: 'Notice of holidays', number: `No. ${number}`, date: `${number - 1}-11-04` }];
  return {
    calendar: 'test',
    title: { zh: '测试', en: 'Test' },
    layer: 'national',
    year: number,
    status: 'published',
    version: 1,
    sources,
    off: {},
    work: {},
    openFrom: '12-01',
    ...parts,
  };
}
