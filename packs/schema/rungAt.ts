import type { RungAt } from '../../domain/pack/clockDef.ts';
import { own } from '../../domain/values/own.ts';

const UNITS: Readonly<Record<string, number>> = {
  s: 1_000,
  sec: 1_000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  hour: 3_600_000,
  hours: 3_600_000,
};

/** A span such as `30 min` or `2 h`, in ms; `undefined` when it is none. */
export function parseSpan(text: string): number | undefined {
  const found = /^(\d{1,6})\s*([a-z]+)$/.exec(text.trim());
  const unit = own(UNITS, found?.[2] ?? '');
  const ms = unit === undefined ? undefined : Number(found?.[1]) * unit;
  return ms === 0 ? undefined : ms;
}

/**
 * When a rung fires, as written in a pack: `due`, `due + 30 min`, `due - 2 h`, `due - 2 days 09:00`, `due - 2
 * workingDays 09:00`, `75%`, or spans from `target` and `start` in the same way.
 */
export function parseRungAt(text: string): RungAt | undefined {
  const trimmed = text.trim();
  const percent = /^(\d{1,2})%$/.exec(trimmed);
  if (percent !== null) return Number(percent[1]) === 0 ? undefined : { kind: 'percent', percent: Number(percent[1]) };
  const found = /^(due|target|start)(?:\s*([+-])\s*(.+))?$/.exec(trimmed);
  if (found === null) return undefined;
  const of = found[1] === 'due' ? {} : { of: found[1] as 'target' | 'start' };
  if (found[2] === undefined) return { kind: 'offset', ms: 0, ...of };
  const sign = found[2] === '-' ? -1 : 1;
  const days = /^(\d{1,4})\s*(days?|workingDays?)\s+((?:[01]\d|2[0-3]):[0-5]\d)$/.exec(found[3] ?? '');
  if (days !== null)
    return found[1] === 'due'
      ? {
          kind: days[2]?.startsWith('w') === true ? 'working-day' : 'day',
          days: sign * Number(days[1]),
          time: days[3] ?? '',
        }
      : undefined;
  const span = parseSpan(found[3] ?? '');
  if (span === undefined || (found[1] === 'start' && sign < 0)) return undefined;
  return { kind: 'offset', ms: sign * span, ...of };
}

/** A rung's name, from its moment: `due`, `due+30m`, `due-2d`, `due-2w`, `75%`. */
export function rungId(at: RungAt): string {
  if (at.kind === 'percent') return `${at.percent}%`;
  if (at.kind === 'day' || at.kind === 'working-day')
    return `due${at.days < 0 ? '-' : '+'}${Math.abs(at.days)}${at.kind === 'day' ? 'd' : 'w'}`;
  const origin = at.of ?? 'due';
  if (at.ms === 0) return origin;
  const size = Math.abs(at.ms);
  const span =
    size % 3_600_000 === 0 ? `${size / 3_600_000}h` : size % 60_000 === 0 ? `${size / 60_000}m` : `${size / 1_000}s`;
  return `${origin}${at.ms < 0 ? '-' : '+'}${span}`;
}
