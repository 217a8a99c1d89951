import type { RungAt } from '../../domain/pack/clockDef.ts';
import { defined, own } from '../../domain/values/own.ts';

const UNITS: Readonly<Record<string, number>> = {
  s: 1_000,
  sec: 1_000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  hour: 3_600_000,
  hours: 3_600_000,
};

/** `30 min`, `2 h` in ms; `undefined` for anything else. */
export function parseSpan(text: string): number | undefined {
  const [, count, unit = ''] = /^(\d{1,6})\s*([a-z]+)$/.exec(text.trim()) ?? [];
  const ms = Number(count) * (own(UNITS, unit) ?? 0);
  return ms > 0 ? ms : undefined;
}

const PERCENT = /^(\d{1,2})%(?:\s+((?:[01]\d|2[0-3]):[0-5]\d))?$/;
const OFFSET = /^(due|target|start)(?:\s*([+-])\s*(.+))?$/;
const DAYS = /^(\d{1,4})\s*(day|workingDay)s?\s+((?:[01]\d|2[0-3]):[0-5]\d)$/;

/**
 * `due`, `due + 30 min`, `due - 2 days 09:00`, `due - 2 workingDays 09:00`, `75%`, `66% 09:00`, or spans from `target`
 * and `start`; `undefined` for anything else.
 */
export function parseRungAt(text: string): RungAt | undefined {
  const [, percent = 0, at] = PERCENT.exec(text.trim()) ?? [];
  if (Number(percent) > 0) return { kind: 'percent', percent: Number(percent), ...defined({ time: at }) };
  const [found, origin, minus, rest] = OFFSET.exec(text.trim()) ?? [];
  if (found === undefined) return undefined;
  const of = origin === 'due' ? {} : { of: origin as 'target' | 'start' };
  if (rest === undefined) return { kind: 'offset', ms: 0, ...of };
  const sign = minus === '-' ? -1 : 1;
  const [isDays, days, unit, time = ''] = DAYS.exec(rest) ?? [];
  if (isDays !== undefined)
    return origin === 'due'
      ? { kind: unit === 'day' ? 'day' : 'working-day', days: sign * Number(days), time }
      : undefined;
  const span = parseSpan(rest);
  return span === undefined || (origin === 'start' && sign < 0)
    ? undefined
    : { kind: 'offset', ms: sign * span, ...of };
}

/** `due`, `due+30m`, `due-2d`, `due-2w`, `75%`. */
export function rungId(at: RungAt): string {
  if (at.kind === 'percent') return `${at.percent}%`;
  if (at.kind !== 'offset') return `due${signed(at.days)}${at.kind === 'day' ? 'd' : 'w'}`;
  const origin = at.of ?? 'due';
  if (at.ms === 0) return origin;
  const [size, unit] = at.ms % 3_600_000 === 0 ? [3_600_000, 'h'] : at.ms % 60_000 === 0 ? [60_000, 'm'] : [1_000, 's'];
  return `${origin}${signed(at.ms / size)}${unit}`;
}

function signed(count: number): string {
  return `${count < 0 ? '-' : '+'}${Math.abs(count)}`;
}
