import { isDay } from '../../domain/time/day.ts';
import { periodNamed, type Days } from '../../domain/figures/period.ts';
import { FORMATS, type Format } from '../../report/reportOrder.ts';
import { fail } from '../output/fail.ts';

/** `2026`, `2026-11` or `2026-01-01..2026-06-30`; anything else fails. */
export function periodOf(text: string | undefined): Days {
  const named = text === undefined ? undefined : periodNamed(text);
  if (named !== undefined) return named;
  const [from = '', to = '', ...more] = (text ?? '').split('..');
  if (isDay(from) && isDay(to) && more.length === 0) return { from, to };
  return fail({
    zh: `--period 应为 2026、2026-11 或 2026-01-01..2026-06-30,而不是 "${text ?? ''}"`,
    en: `--period is 2026, 2026-11 or 2026-01-01..2026-06-30, not "${text ?? ''}"`,
  });
}

/** Each once, in the order given. */
export function formatsOf(text: string): readonly Format[] {
  return listOf(text).map((name) => {
    const format = FORMATS.find((one) => one === name);
    const known = FORMATS.join(', ');
    return format ?? fail({ zh: `没有格式 "${name}";可用:${known}`, en: `no format "${name}"; there are: ${known}` });
  });
}

/** Undefined for all. */
export function packsOf(text: string): readonly string[] | undefined {
  return text === 'all' ? undefined : listOf(text);
}

function listOf(text: string): readonly string[] {
  return [...new Set(text.split(',').map((one) => one.trim()))].filter((one) => one !== '');
}
