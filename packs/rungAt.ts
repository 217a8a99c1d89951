import type { RungAt } from '../domain/pack.ts';

const UNITS: Readonly<Record<string, number>> = { s: 1_000, sec: 1_000, m: 60_000, min: 60_000, h: 3_600_000, hour: 3_600_000, hours: 3_600_000 };

/** A span such as `30 min` or `2 h`, in ms; `undefined` when it is none. */
export function parseSpan(text: string): number | undefined {
  const found = /^(\d+)\s*([a-z]+)$/.exec(text.trim());
  const unit = UNITS[found?.[2] ?? ''];
  const ms = unit === undefined ? undefined : Number(found?.[1]) * unit;
  return ms === 0 ? undefined : ms;
}

/** When a rung fires, as written in a pack: `due`, `due + 30 min`, `due - 2 h`, `due - 2 days 09:00`, `75%`. */
export function parseRungAt(text: string): RungAt | undefined {
  const trimmed = text.trim();
  if (trimmed === 'due') return { kind: 'offset', ms: 0 };
  const percent = /^(\d{1,2})%$/.exec(trimmed);
  if (percent !== null) return Number(percent[1]) === 0 ? undefined : { kind: 'percent', percent: Number(percent[1]) };
  const found = /^due\s*([+-])\s*(.+)$/.exec(trimmed);
  if (found === null) return undefined;
  const sign = found[1] === '-' ? -1 : 1;
  const days = /^(\d+)\s*days?\s+((?:[01]\d|2[0-3]):[0-5]\d)$/.exec(found[2] ?? '');
  if (days !== null) return { kind: 'day', days: sign * Number(days[1]), time: days[2] ?? '' };
  const span = parseSpan(found[2] ?? '');
  return span === undefined ? undefined : { kind: 'offset', ms: sign * span };
}

/** A rung's name, from its moment: `due`, `due+30m`, `due-2d`, `75%`. */
export function rungId(at: RungAt): string {
  if (at.kind === 'percent') return `${at.percent}%`;
  if (at.kind === 'day') return `due${at.days < 0 ? '-' : '+'}${Math.abs(at.days)}d`;
  if (at.ms === 0) return 'due';
  const size = Math.abs(at.ms);
  const span = size % 3_600_000 === 0 ? `${size / 3_600_000}h` : size % 60_000 === 0 ? `${size / 60_000}m` : `${size / 1_000}s`;
  return `due${at.ms < 0 ? '-' : '+'}${span}`;
}
