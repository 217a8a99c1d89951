import { describe, expect, it } from 'vitest';
import type { Limit } from '../../../domain/pack/clockDef.ts';
import { CalendarCase, closure, lifted } from '../../support/rules/calendarCase.ts';

const THREE: Limit = { kind: 'working-days', days: 3 };

/** Ids of a case's lapses; no two events of a case may have the same id. */
function lapses(events: readonly { readonly id: string; readonly type: string }[]): readonly string[] {
  expect(new Set(events.map((event) => event.id)).size).toBe(events.length);
  return events.flatMap((event) =>
    event.type === 'ClockMissed' ? [event.id.slice(0, event.id.lastIndexOf('#'))] : [],
  );
}

describe('a clock that had lapsed and is made to run again', () => {
  // Opened on Monday 2 November 2026: three working days end with Thursday the 5th.
  it('by an order that closes its last days lapses once more, and that is another lapse', () => {
    const one = new CalendarCase('2026-11-02T10:00:00', THREE).until('2026-11-06T09:00:00');
    one.told('2026-11-06T10:00:00', closure('2026-11-05', '2026-11-06'));
    expect(one.clock).toMatchObject({ status: 'running', lapsedBefore: 1 });
    one.until('2026-11-20T09:00:00');
    expect(lapses(one.events)).toEqual(['miss:reply/1', 'miss:reply/1~2']);
    expect(one.clock.status).toBe('missed');
  });

  it('and does not when the order is lifted before it comes to that', () => {
    const one = new CalendarCase('2026-11-02T10:00:00', THREE).until('2026-11-06T09:00:00');
    one.told('2026-11-06T10:00:00', closure('2026-11-05', '2026-11-06')).told('2026-11-06T11:00:00', lifted);
    expect(one.clock.status).toBe('running');
    one.until('2026-11-06T12:00:00');
    expect(lapses(one.events)).toEqual(['miss:reply/1', 'miss:reply/1~2']);
  });
});
