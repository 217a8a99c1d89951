import { describe, expect, it } from 'vitest';
import { shareOf, type Span } from '../../../domain/clocks/shareOf.ts';
import { rungInstant } from '../../../domain/clocks/rungs.ts';
import { dueOf } from '../../../domain/limits/limit.ts';
import type { Limit } from '../../../domain/pack/clockDef.ts';
import { shippedDays } from '../../support/rules/workCalendars.ts';

const zone = 'Asia/Shanghai';
const days = {
  timezone: zone,
  fields: {},
  calendar: shippedDays('cn'),
  businessHours: [{ from: '09:00', to: '17:00' }],
};
const local = (text: string): number => Date.parse(`${text}+08:00`);
const told = (moment: number | undefined): string =>
  moment === undefined ? 'never' : new Date(moment + 8 * 3_600_000).toISOString().slice(0, 19);

function running(limit: Limit, start: string, over: Partial<Span> = {}): Span {
  const startedAt = local(start);
  return { startedAt, dueAt: dueOf(limit, startedAt, days)?.at ?? startedAt, ...over };
}

const share = (percent: number, limit: Limit, start: string, over: Partial<Span> = {}): string =>
  told(shareOf(percent, running(limit, start, over), limit, days));
const threeDays: Limit = { kind: 'working-days', days: 3 };

describe('a share of a clock', () => {
  it('of working days counts working days alone, and not the day of its start', () => {
    expect(share(66, threeDays, '2026-09-30T10:00:00')).toBe('2026-10-09T23:31:12');
    expect(share(66, threeDays, '2026-08-07T17:00:00')).toBe('2026-08-11T23:31:12');
    expect(share(99, threeDays, '2026-08-07T17:00:00')).toBe('2026-08-12T23:16:48');
  });

  it('of calendar days counts each of them, of hours what passes, of business hours the open ones', () => {
    expect(share(50, { kind: 'days', days: 10 }, '2026-03-02T09:00:00')).toBe('2026-03-08T00:00:00');
    expect(share(50, { kind: 'days', days: 10, keepTime: true }, '2026-03-02T09:00:00')).toBe('2026-03-07T09:00:00');
    expect(share(50, { kind: 'elapsed', ms: 4 * 3_600_000 }, '2026-03-02T09:00:00')).toBe('2026-03-02T11:00:00');
    expect(share(75, { kind: 'business-hours', ms: 8 * 3_600_000 }, '2026-08-07T15:00:00')).toBe('2026-08-10T13:00:00');
  });

  it('counts what was used, not what passed, where the clock was paused', () => {
    const hour = (h: number): number => local(`2026-03-02T${String(h).padStart(2, '0')}:00:00`);
    const pause = { kind: 'paused', from: hour(10), to: hour(11) } as const;
    const limit: Limit = { kind: 'elapsed', ms: 4 * 3_600_000 };
    expect(share(50, limit, '2026-03-02T09:00:00', { dueAt: hour(14), moves: [pause] })).toBe('2026-03-02T12:00:00');
    expect(share(25, limit, '2026-03-02T09:00:00', { dueAt: hour(14), moves: [pause] })).toBe('2026-03-02T10:00:00');
    const twoDays = { kind: 'paused', from: local('2026-08-10T00:00:00'), to: local('2026-08-12T00:00:00') } as const;
    expect(share(50, threeDays, '2026-08-07T17:00:00', { dueAt: local('2026-08-15T00:00:00'), moves: [twoDays] })).toBe(
      '2026-08-13T12:00:00',
    );
  });

  it('at a time of day stands on the next working day at that time, or on the last one before the due moment', () => {
    const at = (time: string, percent = 66, limit: Limit = threeDays, start = '2026-09-30T10:00:00'): string =>
      told(rungInstant({ kind: 'percent', percent, time }, running(limit, start), limit, days));
    expect(at('09:00')).toBe('2026-10-10T09:00:00');
    expect(at('23:45')).toBe('2026-10-09T23:45:00');
    expect(at('09:00', 99)).toBe('2026-10-10T09:00:00');
    expect(at('09:00', 66, { kind: 'days', days: 4 }, '2026-08-06T10:00:00')).toBe('2026-08-10T09:00:00');
    expect(at('09:00', 50, { kind: 'elapsed', ms: 3_600_000 }, '2026-08-06T10:00:00')).toBe('2026-08-06T10:30:00');
  });
});
