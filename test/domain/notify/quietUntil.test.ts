import { describe, expect, it } from 'vitest';
import { quietUntil } from '../../../domain/notify/quietUntil.ts';
import { heaviest } from '../../../domain/notify/heaviest.ts';

describe('quiet hours', () => {
  const until = (now: string, from: string, to: string, zone = 'Asia/Shanghai'): string | undefined => {
    const end = quietUntil(Date.parse(now), { from, to, zone });
    return end === undefined ? undefined : new Date(end).toISOString();
  };

  it.each([
    [
      'in the evening they last until the next morning',
      '2026-11-23T22:00:00+08:00',
      '22:00',
      '07:00',
      '2026-11-24T07:00:00+08:00',
    ],
    [
      'after midnight they are those of the day before',
      '2026-11-24T03:00:00+08:00',
      '22:00',
      '07:00',
      '2026-11-24T07:00:00+08:00',
    ],
    ['within a day they end that day', '2026-11-23T12:30:00+08:00', '12:00', '14:00', '2026-11-23T14:00:00+08:00'],
    [
      'until midnight they end with the day',
      '2026-11-23T23:00:00+08:00',
      '21:00',
      '00:00',
      '2026-11-24T00:00:00+08:00',
    ],
    ['over the end of a year', '2026-12-31T23:30:00+08:00', '23:00', '06:30', '2027-01-01T06:30:00+08:00'],
  ])('%s', (_, now, from, to, end) => expect(until(now, from, to)).toBe(new Date(end).toISOString()));

  it.each([
    ['the minute at which they end', '2026-11-24T07:00:00+08:00', '22:00', '07:00'],
    ['just before they begin', '2026-11-23T21:59:59.999+08:00', '22:00', '07:00'],
    ['noon', '2026-11-23T12:00:00+08:00', '22:00', '07:00'],
    ['the hours outside a nap', '2026-11-23T15:00:00+08:00', '12:00', '14:00'],
  ])('do not hold at %s', (_, now, from, to) => expect(until(now, from, to)).toBeUndefined());

  it('go by the clock of the unit, also in a night that loses or gains an hour', () => {
    expect(until('2026-03-29T00:30:00Z', '22:00', '07:00', 'Europe/London')).toBe('2026-03-29T06:00:00.000Z');
    expect(until('2026-10-25T00:30:00Z', '22:00', '07:00', 'Europe/London')).toBe('2026-10-25T07:00:00.000Z');
    expect(until('2026-11-23T22:30:00Z', '22:00', '07:00', 'Asia/Shanghai')).toBe('2026-11-23T23:00:00.000Z');
  });
});

describe('what a message weighs', () => {
  const item = { key: 'reply/1/x', message: 'm', notify: [], title: 't', at: 9_000, dueAt: 1_000 };
  const warning = { ...item, plannedAt: 500 };
  const lapse = { ...item, plannedAt: 1_000 };

  it.each([
    ['a rung before the due moment warns, also when it fires late', warning, 'warning'],
    ['the due moment is a lapse', lapse, 'lapse'],
    ['what comes after it too', { ...item, plannedAt: 2_000 }, 'lapse'],
    ['what is no rung is a notice', item, 'notice'],
  ] as const)('%s', (_, one, weight) => expect(heaviest([one])).toBe(weight));

  it('is that of its heaviest part', () => {
    expect([heaviest([item, warning, lapse]), heaviest([warning, item])]).toEqual(['lapse', 'notice']);
  });
});
